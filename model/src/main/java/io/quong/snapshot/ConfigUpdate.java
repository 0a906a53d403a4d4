package io.quong.snapshot;

/**
 * What a node is told of the configuration: everything, or what changed since the version that it
 * has.
 *
 * @param version the version that the node has after it
 * @param full whether the changes are the whole configuration (what it does not name is gone)
 * @param changes in any order; may be read once only, and lazily
 */
public record ConfigUpdate(long version, boolean full, Iterable<EntityChange> changes) {}
