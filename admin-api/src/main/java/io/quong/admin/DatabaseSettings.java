package io.quong.admin;

import io.quong.settings.Keys;
import io.quong.settings.Settings;
import io.quong.settings.StoreKeys;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where the database is, and how to talk to it: what Kong's {@code pg_…} say, for JDBC and for
 * Quarkus's pool.
 *
 * @param url JDBC's, with all but the login
 */
record DatabaseSettings(String url, String user, String password, Map<String, String> pool) {
  /** A read may take this long at least: migrations of another control plane are waited for. */
  private static final int SHORTEST_READ_SECONDS = 60;

  private static final int POOL = 20;

  /** For a server that is named by {@code pg_host}. */
  static DatabaseSettings of(Settings settings) {
    return of(
        settings,
        settings.get(StoreKeys.PG_HOST),
        settings.get(StoreKeys.PG_PORT),
        settings.get(StoreKeys.PG_USER),
        settings.get(StoreKeys.PG_PASSWORD));
  }

  /** For any server. */
  static DatabaseSettings of(
      Settings settings, String host, int port, String user, String password) {
    int timeout = settings.get(StoreKeys.PG_TIMEOUT);
    int seconds = Math.max(1, (timeout + 999) / 1_000);
    StringBuilder url = new StringBuilder("jdbc:postgresql://");
    url.append(host.indexOf(':') >= 0 ? "[" + host + "]" : host).append(':').append(port);
    url.append('/').append(encoded(settings.get(StoreKeys.PG_DATABASE, "kong")));
    url.append("?ApplicationName=quong&tcpKeepAlive=true");
    url.append("&connectTimeout=").append(seconds).append("&loginTimeout=").append(seconds);
    url.append("&socketTimeout=").append(Math.max(SHORTEST_READ_SECONDS, seconds));
    String schema = settings.get(StoreKeys.PG_SCHEMA);
    if (schema != null) {
      url.append("&currentSchema=").append(encoded(schema));
    }
    tls(settings, url);
    return new DatabaseSettings(url.toString(), user, password, pool(settings));
  }

  private static void tls(Settings settings, StringBuilder url) {
    if (!settings.get(StoreKeys.PG_SSL)) {
      return;
    }
    boolean verify = settings.get(StoreKeys.PG_SSL_VERIFY);
    url.append("&sslmode=").append(verify ? "verify-full" : "require");
    List<String> trusted = settings.get(Keys.LUA_SSL_TRUSTED_CERTIFICATE);
    if (verify && !trusted.isEmpty() && !trusted.get(0).equals("system")) {
      url.append("&sslrootcert=").append(encoded(trusted.get(0)));
    } else if (verify) {
      url.append("&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory");
    }
  }

  private static Map<String, String> pool(Settings settings) {
    Map<String, String> pool = new TreeMap<>();
    int most = settings.get(StoreKeys.PG_MAX_CONCURRENT_QUERIES);
    pool.put("max-size", String.valueOf(most > 0 ? most : POOL));
    Integer kept = settings.get(StoreKeys.PG_POOL_SIZE);
    if (kept != null) {
      pool.put("min-size", String.valueOf(Math.min(kept, most > 0 ? most : POOL)));
    }
    pool.put(
        "acquisition-timeout",
        "PT%sS".formatted(settings.get(StoreKeys.PG_SEMAPHORE_TIMEOUT) / 1000.0));
    Integer idle = settings.get(StoreKeys.PG_KEEPALIVE_TIMEOUT);
    if (idle != null) {
      pool.put("idle-removal-interval", "PT%sS".formatted(idle / 1000.0));
    }
    return pool;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** The same as Quarkus's properties. */
  Map<String, String> toQuarkus() {
    Map<String, String> properties = new TreeMap<>();
    properties.put("quarkus.datasource.jdbc.url", url);
    properties.put("quarkus.datasource.username", user);
    if (password != null) {
      properties.put("quarkus.datasource.password", password);
    }
    pool.forEach((name, value) -> properties.put("quarkus.datasource.jdbc." + name, value));
    return properties;
  }

  @Override
  public String toString() {
    return "DatabaseSettings[" + url + "]";
  }
}
