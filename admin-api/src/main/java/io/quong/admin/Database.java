package io.quong.admin;

import io.quong.admin.postgres.EmbeddedDatabase;
import io.quong.settings.ClusterKeys;
import io.quong.settings.Settings;
import io.quong.settings.StoreKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;

/** The database of this control plane: the server that is named, or one under the prefix. */
public final class Database implements AutoCloseable {
  private final DatabaseSettings settings;
  private final EmbeddedDatabase embedded;

  private Database(DatabaseSettings settings, EmbeddedDatabase embedded) {
    this.settings = settings;
    this.embedded = embedded;
  }

  /**
   * Starts the embedded server where no other is named. After that both are the same.
   *
   * @throws IOException when it does not start
   */
  public static Database open(Settings settings) throws IOException {
    if (!settings.embeddedDatabase()) {
      return new Database(DatabaseSettings.of(settings), null);
    }
    Path prefix = settings.prefix();
    String user = settings.get(StoreKeys.PG_USER, "kong");
    EmbeddedDatabase embedded =
        new EmbeddedDatabase(
            prefix.resolve("postgres"),
            prefix.resolve("logs/postgres.log"),
            user,
            settings.get(ClusterKeys.QUONG_PG_PORT));
    embedded.start();
    DatabaseSettings found =
        DatabaseSettings.of(settings, "127.0.0.1", embedded.port(), user, embedded.secret());
    try {
      create(settings.get(StoreKeys.PG_DATABASE, "kong"), embedded);
    } catch (SQLException e) {
      embedded.close();
      throw new IOException("the database could not be created: " + e.getMessage(), e);
    }
    return new Database(found, embedded);
  }

  private static void create(String name, EmbeddedDatabase embedded) throws SQLException {
    String url = "jdbc:postgresql://127.0.0.1:" + embedded.port() + "/postgres";
    try (Connection connection =
        DriverManager.getConnection(url, embedded.user(), embedded.secret())) {
      try (PreparedStatement known =
          connection.prepareStatement("select 1 from pg_database where datname = ?")) {
        known.setString(1, name);
        try (ResultSet rows = known.executeQuery()) {
          if (rows.next()) {
            return;
          }
        }
      }
      try (Statement statement = connection.createStatement()) {
        statement.execute("create database " + statement.enquoteIdentifier(name, true));
      }
    }
  }

  DatabaseSettings settings() {
    return settings;
  }

  /** A connection of the caller's own, outside the pool. */
  Connection connect() throws SQLException {
    return DriverManager.getConnection(settings.url(), settings.user(), settings.password());
  }

  /**
   * The migrations of the schema.
   *
   * @param mayClean whether all there is may be deleted with it
   */
  public Flyway flyway(boolean mayClean) {
    return Flyway.configure()
        .dataSource(settings.url(), settings.user(), settings.password())
        .cleanDisabled(!mayClean)
        .load();
  }

  /** Stops the embedded server; leaves another alone. */
  @Override
  public void close() throws IOException {
    if (embedded != null) {
      embedded.close();
    }
  }
}
