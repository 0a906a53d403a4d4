package io.quong.admin.history;

import io.quong.admin.store.EntityChange;
import java.util.List;

/** The versions that are kept, and what they changed. May block. */
public interface History {
  /**
   * A version.
   *
   * @param at milliseconds since the epoch
   * @param who by the guard, or null
   * @param source a client's address; null for what the gateway did by itself
   */
  record Version(
      long number, long at, String who, String source, int created, int updated, int deleted) {}

  /** Which versions there are: all between these, the oldest itself only as a state. */
  record Range(long oldest, long newest) {}

  Range range();

  /** Versions below one, the newest first. */
  List<Version> below(long number, int most);

  /** Versions above one, the oldest first. */
  List<Version> above(long number, int most);

  /** What the versions above {@code from} up to {@code to} changed together, an entity once. */
  List<EntityChange> between(long from, long to);
}
