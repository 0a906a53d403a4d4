package io.quong.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Kong's keys of the database, of what is kept in memory, and of DNS. */
public final class StoreKeys {
  private static final Declared OF = new Declared();

  private static final String LIVE = "changes are live at once";
  private static final String WHOLE = "a node holds the whole configuration in memory";

  public static final Key<String> DATABASE =
      OF.text("database", "postgres").oneOf("postgres", "off");

  /** Unset: PostgreSQL runs embedded, in the prefix. */
  public static final Key<String> PG_HOST = OF.text("pg_host", null);

  public static final Key<Integer> PG_PORT = OF.integer("pg_port", "5432");
  public static final Key<String> PG_DATABASE = OF.text("pg_database", "kong");
  public static final Key<String> PG_USER = OF.text("pg_user", "kong");
  public static final Key<String> PG_PASSWORD = OF.text("pg_password", null).sensitive();
  public static final Key<String> PG_SCHEMA = OF.text("pg_schema", null);

  /** Milliseconds to connect, and for a read. */
  public static final Key<Integer> PG_TIMEOUT =
      OF.integer("pg_timeout", "5000").must(n -> n > 0, "must be greater than 0");

  public static final Key<Boolean> PG_SSL = OF.flag("pg_ssl", "off");
  public static final Key<Boolean> PG_SSL_VERIFY = OF.flag("pg_ssl_verify", "off");

  /** Connections to the database; 0 for the default of the pool. */
  public static final Key<Integer> PG_MAX_CONCURRENT_QUERIES =
      OF.integer("pg_max_concurrent_queries", "0").must(n -> n >= 0, "must be 0 or greater");

  /** Milliseconds to wait for a connection. */
  public static final Key<Integer> PG_SEMAPHORE_TIMEOUT =
      OF.integer("pg_semaphore_timeout", "60000").must(n -> n > 0, "must be greater than 0");

  /** Connections that are kept. */
  public static final Key<Integer> PG_POOL_SIZE = OF.integer("pg_pool_size", null);

  /** Milliseconds that an idle connection is kept. */
  public static final Key<Integer> PG_KEEPALIVE_TIMEOUT = OF.integer("pg_keepalive_timeout", null);

  static {
    OF.noEffect("the pool's own queue is bounded by pg_semaphore_timeout", "pg_backlog");
    OF.noEffect(
        "reads go to the primary server",
        "pg_ro_host",
        "pg_ro_port",
        "pg_ro_database",
        "pg_ro_user",
        "pg_ro_schema",
        "pg_ro_timeout",
        "pg_ro_ssl",
        "pg_ro_ssl_verify",
        "pg_ro_max_concurrent_queries",
        "pg_ro_semaphore_timeout",
        "pg_ro_pool_size",
        "pg_ro_backlog",
        "pg_ro_keepalive_timeout");
    OF.text("pg_ro_password", null).sensitive().noEffect("reads go to the primary server");
    OF.noEffect(LIVE, "db_update_frequency", "db_update_propagation");
    OF.noEffect(
        WHOLE, "db_cache_ttl", "db_cache_neg_ttl", "db_resurrect_ttl", "db_cache_warmup_entities");
  }

  /** The file that a node without a database loads at its start. */
  public static final Key<String> DECLARATIVE_CONFIG = OF.text("declarative_config", null);

  /** Its text in the settings themselves. */
  public static final Key<String> DECLARATIVE_CONFIG_STRING =
      OF.text("declarative_config_string", null).sensitive();

  public static final Key<List<String>> DNS_RESOLVER =
      OF.list("dns_resolver", null)
          .check(
              Declared.each(
                  "dns_resolver must be a comma separated list in the form of IPv4/6 or"
                      + " IPv4/6:port, got '{}'",
                  Checks::resolver));

  public static final Key<String> DNS_HOSTSFILE =
      OF.text("dns_hostsfile", "/etc/hosts")
          .check(f -> Files.exists(Path.of(f)) ? null : "dns_hostsfile: file does not exist");

  public static final Key<List<String>> DNS_ORDER =
      OF.list("dns_order", "LAST,SRV,A,CNAME")
          .check(
              Declared.each(
                  "dns_order: invalid entry '{}'",
                  o ->
                      Set.of("LAST", "SRV", "A", "AAAA", "CNAME")
                          .contains(o.toUpperCase(Locale.ROOT))));

  /** Seconds; unset: as the record says. */
  public static final Key<Double> DNS_VALID_TTL = OF.number("dns_valid_ttl", null);

  public static final Key<Double> DNS_STALE_TTL = OF.number("dns_stale_ttl", "3600");
  public static final Key<Double> DNS_NOT_FOUND_TTL = OF.number("dns_not_found_ttl", "30");
  public static final Key<Double> DNS_ERROR_TTL = OF.number("dns_error_ttl", "1");
  public static final Key<Integer> DNS_CACHE_SIZE = OF.integer("dns_cache_size", "10000");

  /** Whether {@code resolver_…} is what counts, in place of {@code dns_…}. */
  public static final Key<Boolean> NEW_DNS_CLIENT = OF.flag("new_dns_client", "off");

  public static final Key<List<String>> RESOLVER_ADDRESS =
      OF.list("resolver_address", null)
          .check(
              Declared.each(
                  "resolver_address must be a comma separated list in the form of IPv4/6 or"
                      + " IPv4/6:port, got '{}'",
                  Checks::resolver));

  public static final Key<String> RESOLVER_HOSTS_FILE =
      OF.text("resolver_hosts_file", "/etc/hosts")
          .check(f -> Files.exists(Path.of(f)) ? null : "resolver_hosts_file: file does not exist");

  public static final Key<List<String>> RESOLVER_FAMILY =
      OF.list("resolver_family", "A,SRV")
          .check(
              Declared.each(
                  "resolver_family: invalid entry '{}'",
                  f -> Set.of("A", "AAAA", "SRV").contains(f.toUpperCase(Locale.ROOT))));

  /** Seconds; unset: as the record says. */
  public static final Key<Double> RESOLVER_VALID_TTL = OF.number("resolver_valid_ttl", null);

  /** Seconds that a failure is remembered, or that there is no such name. */
  public static final Key<Double> RESOLVER_ERROR_TTL = OF.number("resolver_error_ttl", "1");

  public static final Key<Double> RESOLVER_STALE_TTL = OF.number("resolver_stale_ttl", "3600");
  public static final Key<Integer> RESOLVER_LRU_CACHE_SIZE =
      OF.integer("resolver_lru_cache_size", "10000");

  static {
    OF.noEffect("each name is asked once at a time", "dns_no_sync");
    OF.noEffect("there is one cache, of resolver_lru_cache_size names", "resolver_mem_cache_size");
  }

  static final List<Key<?>> ALL = OF.keys();

  private StoreKeys() {}
}
