package io.quong.admin.store;

import io.quong.admin.cluster.ConfigFeed;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Tells nodes of new versions. A version of this control plane is known at its commit; one of
 * another by PostgreSQL's notification, on a connection of its own outside the pool; and if that
 * connection is lost, by a look every few seconds until it is there again.
 */
public final class StoreFeed implements ConfigFeed, AutoCloseable {
  private static final Logger LOG = Logger.getLogger(StoreFeed.class);
  private static final int LOOK_MILLIS = 2_000;
  private static final int MAX_DELTA = 20_000;

  /** Opens a connection that belongs to the caller. */
  public interface Connections {
    Connection open() throws SQLException;
  }

  /**
   * How long versions are kept. A node that is further behind gets a snapshot.
   *
   * @param versions so many at least
   * @param seconds those that are younger are kept too; 0 for none of them
   */
  public record Retention(long versions, long seconds) {
    /** How many versions may come until it is looked after. */
    long step() {
      return Math.max(1, Math.min(1_000, versions / 10));
    }
  }

  private final DataSource database;
  private final Connections connections;
  private final Retention retention;
  private final AtomicLong version = new AtomicLong();
  private final List<LongConsumer> listeners = new CopyOnWriteArrayList<>();
  private final Thread thread;
  private long compacted;
  private volatile boolean closing;

  public StoreFeed(DataSource database, Connections connections, Retention retention) {
    this.database = database;
    this.connections = connections;
    this.retention = retention;
    this.thread = new Thread(this::listen, "config-listener");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public long version() {
    return version.get();
  }

  @Override
  public void onAdvance(LongConsumer listener) {
    listeners.add(listener);
  }

  /** A version is committed, here or elsewhere. */
  public void advanced(long to) {
    long before = version.getAndAccumulate(to, Math::max);
    if (before < to) {
      listeners.forEach(listener -> listener.accept(to));
    }
  }

  @Override
  public long newest() throws SQLException {
    try (Connection connection = database.getConnection()) {
      return ChangeLog.newest(connection);
    }
  }

  @Override
  public Delta since(long from) throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      try {
        return ChangeLog.since(connection, from, MAX_DELTA);
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      }
    }
  }

  @Override
  public void snapshot(Target target) throws SQLException {
    try (Connection connection = database.getConnection()) {
      ChangeLog.snapshot(connection, target);
    }
  }

  private void listen() {
    while (!closing) {
      try (Connection connection = connections.open();
          Statement statement = connection.createStatement()) {
        statement.execute("listen " + Committer.CHANNEL);
        PGConnection postgres = connection.unwrap(PGConnection.class);
        while (!closing) {
          look(connection);
          PGNotification[] told = postgres.getNotifications(LOOK_MILLIS);
          for (int i = 0; told != null && i < told.length; i++) {
            advanced(Long.parseLong(told[i].getParameter()));
          }
        }
      } catch (SQLException | NumberFormatException lost) {
        if (!closing) {
          LOG.debugf("the connection that listens for changes is lost: %s", lost.getMessage());
          pause();
        }
      }
    }
  }

  private void look(Connection connection) throws SQLException {
    long newest = ChangeLog.newest(connection);
    advanced(newest);
    if (newest - compacted >= retention.step()) {
      ChangeLog.compact(connection, retention);
      compacted = newest;
    }
  }

  private void pause() {
    try {
      Thread.sleep(LOOK_MILLIS / 4);
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
      closing = true;
    }
  }

  @Override
  public void close() {
    closing = true;
    thread.interrupt();
  }
}
