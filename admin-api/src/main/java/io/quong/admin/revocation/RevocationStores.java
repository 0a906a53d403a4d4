package io.quong.admin.revocation;

import io.quong.admin.store.Page;
import io.quong.admin.store.Reader;
import io.quong.admin.store.Row;
import io.quong.plugin.RedisPools;
import io.quong.plugin.redis.RedisRegistry;
import io.quong.plugins.jwtbearer.JwtBearerConfig;
import io.quong.schema.Schema;
import io.quong.schema.SecretReferences;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The places that the configured jwt-bearer plugins look at, each of them once; disabled plugins
 * too, since they may be enabled while a token lives. Looked for anew when the configuration is
 * another.
 */
public final class RevocationStores implements AutoCloseable {
  private static final int PAGE = 1_000;

  /** What makes two plugins look at the same keys. */
  private record Place(RedisPools.Settings redis, String prefix) {}

  private final Reader reader;
  private final SecretReferences secrets;
  private final RedisRegistry connections;
  private List<RevocationStore> stores = List.of();
  private List<RedisPools.Settings> used = List.of();
  private long version = -1;

  public RevocationStores(Reader reader, SecretReferences secrets, RedisRegistry connections) {
    this.reader = reader;
    this.secrets = secrets;
    this.connections = connections;
  }

  /** Those of the newest configuration. May block. */
  synchronized List<RevocationStore> current() {
    long newest = reader.version();
    if (newest != version) {
      connect(places());
      version = newest;
    }
    return stores;
  }

  private Map<Place, JwtBearerConfig> places() {
    Map<Place, JwtBearerConfig> places = new LinkedHashMap<>();
    String after = null;
    boolean more = true;
    while (more) {
      Page page = reader.page("plugins", after, PAGE, null);
      for (Row row : page.rows()) {
        after = row.id();
        JwtBearerConfig config = config(row);
        if (config != null && config.revocation() != null) {
          places.merge(
              new Place(config.revocation().redis().settings(), config.revocation().prefix()),
              config,
              (one, other) -> one.leeway() >= other.leeway() ? one : other);
        }
      }
      more = page.more();
    }
    return places;
  }

  /** Null for another plugin. */
  private JwtBearerConfig config(Row row) {
    if (!row.body().path("name").asText().equals("jwt-bearer")) {
      return null;
    }
    Schema schema = Schema.of(JwtBearerConfig.class);
    return schema.bind(
        secrets.resolved(schema, row.body().withObject("config")), JwtBearerConfig.class);
  }

  private void connect(Map<Place, JwtBearerConfig> places) {
    List<RevocationStore> next = new ArrayList<>();
    List<RedisPools.Settings> nextUsed = new ArrayList<>();
    Map<RedisPools.Settings, RedisPools.Redis> open = new HashMap<>();
    places.forEach(
        (place, config) -> {
          RedisPools.Redis redis =
              open.computeIfAbsent(
                  place.redis(),
                  settings -> {
                    nextUsed.add(settings);
                    return connections.acquire(settings);
                  });
          next.add(
              new RevocationStore(
                  redis,
                  config.revocation(),
                  config.leeway(),
                  place.redis().host() + ":" + place.redis().port()));
        });
    // After the new ones are held: what both use stays open.
    used.forEach(connections::release);
    used = nextUsed;
    stores = List.copyOf(next);
  }

  @Override
  public synchronized void close() {
    connections.close();
    used = List.of();
    stores = List.of();
  }
}
