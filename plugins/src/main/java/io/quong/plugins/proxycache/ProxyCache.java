package io.quong.plugins.proxycache;

import io.quong.plugin.Answer;
import io.quong.plugin.BodyPiece;
import io.quong.plugin.Exchange;
import io.quong.plugin.GatewayPlugin;
import io.quong.plugin.Headers;
import io.quong.plugin.Plugin;
import io.quong.plugin.PluginContext;
import io.quong.plugin.Step;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Kong's proxy-cache with its memory strategy: gives again what an upstream has answered. */
@GatewayPlugin(
    name = "proxy-cache",
    priority = 100,
    protocols = {"grpc", "grpcs", "http", "https", "tcp", "tls", "tls_passthrough", "udp"})
public final class ProxyCache implements Plugin {
  private static final String STATUS = "X-Cache-Status";
  private static final String KEY = "X-Cache-Key";
  private static final Step NOT_STORED = Step.respond(Answer.exit(504));
  private static final Set<String> HOP_BY_HOP =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "te",
          "trailers",
          "transfer-encoding",
          "upgrade",
          "content-length");

  private final Clock clock;
  private final Store store;
  private final Storable storable;
  private final CacheKey keys;
  private final Set<String> methods;
  private final boolean cacheControl;
  private final ProxyCacheConfig.ResponseHeaders shown;

  public ProxyCache(ProxyCacheConfig config, PluginContext context) {
    this.clock = context.clock();
    this.store = context.nodeWide(Store.class, () -> new Store(clock));
    this.storable = new Storable(config, clock);
    this.keys =
        new CacheKey(
            Boolean.TRUE.equals(config.ignoreUriCase()),
            config.varyQueryParams(),
            config.varyHeaders());
    this.methods = Set.copyOf(config.requestMethod());
    this.cacheControl = Boolean.TRUE.equals(config.cacheControl());
    this.shown = config.responseHeaders();
  }

  @Override
  public Step access(Exchange exchange) {
    CacheControl asked = cacheControl ? CacheControl.of(exchange.request().headers()) : null;
    if (!methods.contains(exchange.request().method())
        || (asked != null && (asked.has("no-store") || asked.has("no-cache")))) {
      tell(exchange, shown.xCacheStatus(), STATUS, "Bypass");
      return Step.NEXT;
    }
    String key = keys.of(exchange);
    tell(exchange, shown.xCacheKey(), KEY, key);
    CachedAnswer found = store.get(key);
    if (found == null && asked != null && asked.has("only-if-cached")) {
      return NOT_STORED;
    }
    long now = clock.millis() / 1000;
    if (found != null && isFresh(found, asked, now - found.timestamp())) {
      return hit(exchange, found, now - found.timestamp());
    }
    tell(exchange, shown.xCacheStatus(), STATUS, found == null ? "Miss" : "Refresh");
    exchange.note(new Recording(key));
    return Step.NEXT;
  }

  private static boolean isFresh(CachedAnswer found, CacheControl asked, long age) {
    if (asked == null) {
      return age <= found.ttl();
    }
    long maxAge = asked.number("max-age");
    long maxStale = asked.number("max-stale");
    long minFresh = asked.number("min-fresh");
    return !(maxAge >= 0 && maxAge < age)
        && !(maxStale >= 0 && maxStale < age - found.ttl())
        && !(minFresh >= 0 && minFresh > found.ttl() - age);
  }

  private Step hit(Exchange exchange, CachedAnswer found, long age) {
    List<String> headers = new ArrayList<>(found.headers().size() + 4);
    for (int i = 0; i < found.headers().size(); i += 2) {
      String name = found.headers().get(i).toLowerCase(Locale.ROOT);
      if (!HOP_BY_HOP.contains(name)
          && !name.contains("ratelimit-remaining")
          && !name.equals("age")
          && !name.startsWith("x-cache-")) {
        headers.add(found.headers().get(i));
        headers.add(found.headers().get(i + 1));
      }
    }
    if (isShown(exchange, shown.age())) {
      headers.add("Age");
      headers.add(Long.toString(age));
    }
    tell(exchange, shown.xCacheStatus(), STATUS, "Hit");
    exchange.countAsProxied();
    return Step.respond(
        new Answer(found.status(), new Answer.Body.Buffer(found.body().duplicate()), headers));
  }

  private static boolean isShown(Exchange exchange, Boolean configured) {
    return Boolean.TRUE.equals(configured) || exchange.request().headers().contains("Kong-Debug");
  }

  private static void tell(Exchange exchange, Boolean configured, String name, String value) {
    if (isShown(exchange, configured)) {
      exchange.response().headers().set(name, value);
    }
  }

  @Override
  public Step headerFilter(Exchange exchange) {
    if (exchange.note() instanceof Recording recording) {
      Headers answer = exchange.response().headers();
      long ttl = storable.ttl(exchange.response().status(), answer);
      if (ttl <= 0) {
        tell(exchange, shown.xCacheStatus(), STATUS, "Bypass");
        exchange.note(null);
      } else if (exchange.request().method().equals("HEAD")) {
        // It has no body to keep, and another one's head is not this one's.
        exchange.note(null);
      } else {
        recording.begin(exchange.response().status(), answer, ttl);
      }
    }
    return Step.NEXT;
  }

  @Override
  public void bodyFilter(Exchange exchange, BodyPiece piece) {
    if (!(exchange.note() instanceof Recording recording)) {
      return;
    }
    if (!recording.add(piece.content())) {
      exchange.note(null);
    } else if (piece.last()) {
      long now = clock.millis();
      store.put(recording.key(), recording.end(now, storable.keptFor(recording.ttl())));
      exchange.note(null);
    }
  }
}
