package io.quong.admin.store;

import io.quong.admin.cluster.ConfigFeed;
import io.quong.admin.history.History;
import io.vertx.core.Vertx;
import javax.sql.DataSource;

/**
 * Where the configuration is.
 *
 * @param history null where there are no versions to go back to
 * @param memory null with a database
 * @param end closes what belongs to it
 */
public record Storage(
    Reader reader,
    ConfigFeed feed,
    Writer writer,
    History history,
    MemoryStore memory,
    Runnable end)
    implements AutoCloseable {
  private static final long SWEEP_MILLIS = 30_000;
  private static final int SWEEP_MOST = 1_000;

  /** In a database that has been migrated; the pool stays the caller's. */
  public static Storage in(
      Vertx vertx,
      DataSource database,
      StoreFeed.Connections listening,
      StoreFeed.Retention retention) {
    StoreFeed feed = new StoreFeed(database, listening, retention);
    Committer committer = new Committer(database, feed::advanced);
    long sweeper =
        vertx.setPeriodic(
            SWEEP_MILLIS,
            tick -> committer.submit(Origin.OWN, transaction -> transaction.sweep(SWEEP_MOST)));
    return new Storage(
        new SqlReader(database),
        feed,
        committer,
        new SqlHistory(database),
        null,
        () -> {
          vertx.cancelTimer(sweeper);
          committer.close();
          feed.close();
        });
  }

  /** In memory, for a node without a database. */
  public static Storage inMemory() {
    MemoryStore memory = new MemoryStore();
    return new Storage(memory, memory, memory, null, memory, () -> {});
  }

  @Override
  public void close() {
    end.run();
  }
}
