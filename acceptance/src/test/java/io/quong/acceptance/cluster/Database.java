package io.quong.acceptance.cluster;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import org.flywaydb.core.Flyway;

/** Databases of one real PostgreSQL, each of its own, migrated, behind a pool as in production. */
final class Database implements AutoCloseable {
  private static EmbeddedPostgres server;

  final AgroalDataSource pool;
  private final String url;

  Database() throws IOException, SQLException {
    String name = "t" + UUID.randomUUID().toString().replace("-", "");
    EmbeddedPostgres server = server();
    try (Connection connection = server.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("create database " + name);
    }
    url = server.getJdbcUrl("postgres", name);
    Flyway.configure().dataSource(url, "postgres", "postgres").load().migrate();
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
  public void close() {
    pool.close();
  }
}
