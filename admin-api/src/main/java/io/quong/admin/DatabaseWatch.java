package io.quong.admin;

import io.quong.admin.cluster.ConfigFeed;
import io.quong.listen.status.ConnectionCounts;
import io.quong.listen.status.StatusSource;
import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Looks once a second whether the database answers: what the Status API tells is never waited for.
 */
final class DatabaseWatch implements StatusSource, AutoCloseable {
  private static final long LOOK_MS = 1_000;
  private static final int PATIENCE_SECONDS = 2;

  private final Vertx vertx;
  private final DataSource database;
  private final ConfigFeed feed;
  private final long timer;
  private volatile boolean reachable = true;
  private volatile boolean looking;

  DatabaseWatch(Vertx vertx, DataSource database, ConfigFeed feed) {
    this.vertx = vertx;
    this.database = database;
    this.feed = feed;
    timer = vertx.setPeriodic(LOOK_MS, unused -> look());
  }

  private void look() {
    if (looking) {
      return;
    }
    looking = true;
    vertx
        .executeBlocking(this::answers, false)
        .onComplete(
            done -> {
              reachable = done.succeeded() && done.result();
              looking = false;
            });
  }

  private boolean answers() {
    try (Connection connection = database.getConnection()) {
      return connection.isValid(PATIENCE_SECONDS);
    } catch (SQLException e) {
      return false;
    }
  }

  @Override
  public String notReady() {
    return reachable ? null : "failed to connect to database";
  }

  @Override
  public ConnectionCounts connections() {
    return ConnectionCounts.NONE;
  }

  @Override
  public Boolean databaseReachable() {
    return reachable;
  }

  @Override
  public String configurationHash() {
    return "%032x".formatted(feed.version());
  }

  @Override
  public long configurationVersion() {
    return feed.version();
  }

  /** A control plane proxies nothing, so there is nothing to count. */
  @Override
  public String metrics() {
    return null;
  }

  @Override
  public void close() {
    vertx.cancelTimer(timer);
  }
}
