package io.quong.acceptance.cluster;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.flywaydb.core.Flyway;

/**
 * Databases of one real PostgreSQL, each of its own, migrated, behind a pool as in production. One
 * that was closed is emptied and used again: making and deleting them is what takes the time.
 */
final class Database implements AutoCloseable {
  private static final Queue<String> FREE = new ConcurrentLinkedQueue<>();
  private static EmbeddedPostgres server;

  final AgroalDataSource pool;
  private final String url;

  Database() throws IOException, SQLException {
    String free = FREE.poll();
    url = free == null ? made() : free;
    pool =
        AgroalDataSource.from(
            new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(
                    pool ->
                        pool.initialSize(2)
                            .maxSize(12)
                            .connectionFactoryConfiguration(
                                factory ->
                                    factory
                                        .jdbcUrl(url)
                                        .principal(new NamePrincipal("postgres")))));
  }

  private static String made() throws IOException, SQLException {
    String name = "t" + UUID.randomUUID().toString().replace("-", "");
    EmbeddedPostgres server = server();
    try (Connection connection = server.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("create database " + name);
    }
    String url = server.getJdbcUrl("postgres", name);
    Flyway.configure().dataSource(url, "postgres", "postgres").load().migrate();
    return url;
  }

  private static synchronized EmbeddedPostgres server() throws IOException {
    if (server == null) {
      server = EmbeddedPostgres.builder().setServerConfig("max_connections", "200").start();
    }
    return server;
  }

  Connection alone() throws SQLException {
    return DriverManager.getConnection(url, "postgres", "postgres");
  }

  void run(String sql) throws SQLException {
    try (Connection connection = pool.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    run(
        "truncate entity, entity_key, entity_ref, change_log, config_change, cluster_node, cluster_counter,"
            + " cluster_order");
    run("update config_version set version = 0, oldest = 0");
    run("update installation set id = gen_random_uuid()");
    pool.close();
    FREE.add(url);
  }
}
