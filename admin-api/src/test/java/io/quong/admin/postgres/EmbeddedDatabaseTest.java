package io.quong.admin.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quong.program.Postmaster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {
  @TempDir static Path binaries;
  @TempDir Path prefix;
  private EmbeddedDatabase database;

  @AfterEach
  void stop() throws Exception {
    if (database != null) {
      database.close();
    }
  }

  private EmbeddedDatabase made() {
    return new EmbeddedDatabase(
        prefix.resolve("postgres"), binaries, prefix.resolve("logs/postgres.log"), "kong", 0);
  }

  private void start() throws Exception {
    database = made();
    database.start();
  }

  private static String ask(EmbeddedDatabase database, String password, String sql)
      throws SQLException {
    String url = "jdbc:postgresql://127.0.0.1:" + database.port() + "/postgres";
    try (Connection connection = DriverManager.getConnection(url, "kong", password);
        Statement statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        return "";
      }
      ResultSet rows = statement.getResultSet();
      rows.next();
      return rows.getString(1);
    }
  }

  private String ask(String sql) throws SQLException {
    return ask(database, database.secret(), sql);
  }

  private Postmaster postmaster() throws IOException {
    return Postmaster.read(prefix.resolve("postgres/data"));
  }

  private static <T> T within(int seconds, Callable<T> what) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (true) {
      try {
        return what.call();
      } catch (SQLException e) {
        if (System.nanoTime() > deadline) {
          throw e;
        }
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void isDurableLockedAndForThisMachineAlone() throws Exception {
    start();
    assertEquals("on", ask("show fsync"));
    assertEquals("127.0.0.1", ask("show listen_addresses"));
    assertEquals("scram-sha-256", ask("show password_encryption"));
    SQLException refused =
        assertThrows(SQLException.class, () -> ask(database, "wrong", "select 1"));
    assertEquals("28P01", refused.getSQLState());
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(prefix.resolve("postgres/password"))));
    IOException second = assertThrows(IOException.class, () -> made().start());
    assertEquals(
        "another control plane uses the database in " + prefix.resolve("postgres"),
        second.getMessage());
  }

  @Test
  void dataOutliveStopAndStart() throws Exception {
    start();
    ask("create table kept as select 42 as n");
    Postmaster first = postmaster();
    database.close();
    assertFalse(first.runs());
    start();
    assertEquals("42", ask("select n from kept"));
  }

  @Test
  void killedServerComesBackWithItsDataOnItsPort() throws Exception {
    start();
    ask("create table kept as select 42 as n");
    int port = database.port();
    Postmaster first = postmaster();
    assertTrue(ProcessHandle.of(first.pid()).orElseThrow().destroyForcibly());
    assertEquals(
        "42",
        within(
            30,
            () -> {
              String n = ask("select n from kept");
              if (postmaster() == null || postmaster().pid() == first.pid()) {
                throw new SQLException("still the old one");
              }
              return n;
            }));
    assertEquals(port, database.port());
    assertNotEquals(first.pid(), postmaster().pid());
  }

  @Test
  void postmasterThatStillRunsIsAdopted() throws Exception {
    start();
    long running = postmaster().pid();
    int port = database.port();
    // As after kill -9 of the control plane: nobody stops the server, the lock is gone.
    EmbeddedDatabase abandoned = database;
    abandoned.abandon();
    start();
    assertEquals(running, postmaster().pid());
    assertEquals(port, database.port());
    assertEquals("1", ask("select 1"));
  }

  @Test
  void fileOfAPostmasterThatIsGoneDoesNotKeepItFromStarting() throws Exception {
    start();
    database.close();
    Files.writeString(
        prefix.resolve("postgres/data/postmaster.pid"),
        ProcessHandle.current().pid() + "\n/x\n1000\n1\n\n127.0.0.1\n  1 1\nready   \n");
    start();
    assertEquals("1", ask("select 1"));
  }
}
