package io.quong.admin.cluster;

import java.sql.SQLException;
import java.util.List;
import java.util.function.LongConsumer;

/** The configuration as nodes are told of it: versions in commit order, deltas, snapshots. */
public interface ConfigFeed {
  /** One entity; {@code body} is its stored tree as JSON text in one line, null when deleted. */
  record Line(String kind, String id, String body) {}

  /**
   * The entities that changed, each once, as they are at {@code version}.
   *
   * @param version what a node has after it
   */
  record Delta(long version, List<Line> lines) {}

  /** Takes a snapshot line by line; may block. */
  interface Target {
    /** Called once, first. */
    void version(long version) throws SQLException;

    /** Answers whether to go on: false when whoever wanted it is gone. */
    boolean line(Line line) throws SQLException;
  }

  /** The newest version that is known here, without asking the database. */
  long version();

  /** Calls the listener, on any thread and without blocking it, when a newer version is known. */
  void onAdvance(LongConsumer listener);

  /** The newest version in the database. Blocks. */
  long newest() throws SQLException;

  /**
   * What changed after a version. Blocks.
   *
   * @return null when the log does not reach back so far, or when a snapshot is cheaper
   */
  Delta since(long version) throws SQLException;

  /** All entities of one version, streamed from the database. Blocks while the target does. */
  void snapshot(Target target) throws SQLException;
}
