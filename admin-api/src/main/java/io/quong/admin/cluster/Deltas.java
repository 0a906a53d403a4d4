package io.quong.admin.cluster;

import io.quong.cluster.ChangeLine;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * Deltas as bytes. Nodes that ran the same version and were woken by the same change share one look
 * into the database.
 */
final class Deltas {
  /**
   * @param version what a node has after it
   * @param lines of entities
   * @param entities their number
   */
  record Encoded(long version, Buffer lines, int entities) {}

  private final ConfigFeed feed;
  private final WorkerExecutor worker;
  private final Map<Long, Future<Encoded>> underWay = new HashMap<>();

  Deltas(ConfigFeed feed, WorkerExecutor worker) {
    this.feed = feed;
    this.worker = worker;
  }

  /** Null in the future when a snapshot is due. */
  synchronized Future<Encoded> since(long version) {
    Future<Encoded> shared = underWay.get(version);
    if (shared == null) {
      shared = worker.executeBlocking(() -> read(version), false);
      underWay.put(version, shared);
      shared.onComplete(done -> forget(version));
    }
    return shared;
  }

  private synchronized void forget(long version) {
    underWay.remove(version);
  }

  private Encoded read(long version) throws SQLException {
    ConfigFeed.Delta delta = feed.since(version);
    if (delta == null) {
      return null;
    }
    Buffer lines = Buffer.buffer();
    for (ConfigFeed.Line line : delta.lines()) {
      lines.appendBytes(ChangeLine.encode(line.kind(), line.id(), line.body()));
    }
    return new Encoded(delta.version(), lines, delta.lines().size());
  }
}
