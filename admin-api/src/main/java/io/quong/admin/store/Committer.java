package io.quong.admin.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.LongConsumer;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * The one writer of a control plane. It takes all that waits and runs it in one transaction under
 * an advisory lock, so that versions are given in the order of commits, whichever control plane
 * commits: a node that has seen a version can never miss a smaller one. Each write has a savepoint
 * and its own result; they share the disk's flush and the notification.
 */
public final class Committer implements Writer, AutoCloseable {
  /** PostgreSQL's channel on which a new version is told. */
  static final String CHANNEL = "quong_config";

  private static final Logger LOG = Logger.getLogger(Committer.class);
  private static final long LOCK = 0x71756f6e67_00L;
  private static final int BATCH = 256;

  private final DataSource database;
  private final LongConsumer committed;
  private final BlockingQueue<Waiting<?>> queue = new LinkedBlockingQueue<>();
  private final Thread thread;
  private volatile boolean closing;

  /**
   * @param committed told of each new version, after its commit
   */
  public Committer(DataSource database, LongConsumer committed) {
    this.database = database;
    this.committed = committed;
    this.thread = new Thread(this::run, "committer");
    thread.setDaemon(true);
    thread.start();
  }

  private static final class Waiting<T> {
    final Origin origin;
    final Write<T> write;
    final CompletableFuture<Result<T>> future = new CompletableFuture<>();
    T value;
    long version;

    Waiting(Origin origin, Write<T> write) {
      this.origin = origin;
      this.write = write;
    }

    /** Runs it in a savepoint of its own; answers whether it counts. */
    boolean attempt(Connection connection) throws SQLException {
      Savepoint before = connection.setSavepoint();
      try {
        SqlTransaction transaction = new SqlTransaction(connection);
        value = write.in(transaction);
        version = transaction.log(origin);
        connection.releaseSavepoint(before);
        return true;
      } catch (RuntimeException refused) {
        // Fails itself when the connection is lost, and all of the batch with it.
        connection.rollback(before);
        future.completeExceptionally(refused);
        return false;
      }
    }

    void complete(long newest) {
      future.complete(new Result<>(value, version == 0 ? newest : version));
    }
  }

  /** Queues a write; it runs on the committer's thread. */
  @Override
  public <T> CompletableFuture<Result<T>> submit(Origin origin, Write<T> write) {
    Waiting<T> waiting = new Waiting<>(origin, write);
    queue.add(waiting);
    return waiting.future;
  }

  private void run() {
    List<Waiting<?>> batch = new ArrayList<>();
    while (!closing) {
      try {
        batch.add(queue.take());
        queue.drainTo(batch, BATCH - 1);
        commit(batch);
      } catch (InterruptedException closed) {
        Thread.currentThread().interrupt();
        return;
      } finally {
        batch.clear();
      }
    }
  }

  private void commit(List<Waiting<?>> batch) {
    List<Waiting<?>> done = new ArrayList<>(batch.size());
    long newest = 0;
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.execute("select pg_advisory_xact_lock(" + LOCK + ")");
        for (Waiting<?> waiting : batch) {
          if (waiting.attempt(connection)) {
            done.add(waiting);
          }
        }
        try (var found = statement.executeQuery("select version from config_version")) {
          found.next();
          newest = found.getLong(1);
        }
        statement.execute("select pg_notify('" + CHANNEL + "', '" + newest + "')");
        connection.commit();
      } catch (SQLException | RuntimeException failed) {
        connection.rollback();
        throw failed;
      }
    } catch (SQLException failed) {
      LOG.warnf("a write failed in the database: %s", failed.getMessage());
      batch.forEach(waiting -> waiting.future.completeExceptionally(StoreFault.of(failed)));
      return;
    } catch (RuntimeException failed) {
      batch.forEach(waiting -> waiting.future.completeExceptionally(failed));
      return;
    }
    committed.accept(newest);
    for (Waiting<?> waiting : done) {
      waiting.complete(newest);
    }
  }

  @Override
  public void close() {
    closing = true;
    thread.interrupt();
  }
}
