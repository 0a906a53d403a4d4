package io.quong.snapshot;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One entity as it is after a change.
 *
 * @param kind the store's name of its kind: {@code services}
 * @param id its UUID
 * @param body the stored tree; null when the entity was deleted. An entity with a time to live has
 *     the member {@code expires_at}, milliseconds since the epoch.
 */
public record EntityChange(String kind, String id, ObjectNode body) {}
