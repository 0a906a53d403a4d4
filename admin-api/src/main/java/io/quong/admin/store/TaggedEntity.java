package io.quong.admin.store;

/**
 * One tag of one entity.
 *
 * @param position of the tag among the entity's, from 1
 */
public record TaggedEntity(String kind, String id, String tag, int position) {}
