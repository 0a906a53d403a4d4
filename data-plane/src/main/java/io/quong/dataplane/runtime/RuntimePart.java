package io.quong.dataplane.runtime;

import io.quong.dataplane.cluster.ConfigRefused;

/**
 * Something that another package works out of a configuration and that lives with it, such as the
 * balancers. Parts are made by their {@link Maker}s, which share state between versions themselves.
 */
public interface RuntimePart {
  /** After the last request that ran on a Runtime with this part, when the next one has another. */
  default void close() {}

  /** Makes a kind of part. */
  interface Maker<P extends RuntimePart> {
    Class<P> type();

    /**
     * The part for the next configuration; may be {@code previous} when nothing that it depends on
     * changed. Runs on the builder's thread, never on an event loop.
     *
     * @param entities the next configuration
     * @param changes which entities differ from the previous one
     * @param previous null at first
     * @throws ConfigRefused naming the entity that makes it impossible
     */
    P next(RuntimeEntities entities, ChangedEntities changes, P previous) throws ConfigRefused;
  }
}
