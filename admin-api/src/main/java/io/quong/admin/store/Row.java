package io.quong.admin.store;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An entity as it was read.
 *
 * @param expiresAt milliseconds since the epoch; null for one that stays
 */
public record Row(String kind, String id, ObjectNode body, Long expiresAt) {}
