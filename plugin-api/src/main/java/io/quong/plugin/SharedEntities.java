package io.quong.plugin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;

/**
 * Entities that nodes share and that are no configuration: the kinds that say
 * {@code @Resource(store = STATE)}, such as tokens and sessions. The control plane keeps them, with
 * all rules of their schema; nothing is kept on the node, so that what one node or the Admin API
 * takes away is gone for all at once. Futures complete on any thread, and fail when the control
 * plane cannot be reached or refuses.
 */
public interface SharedEntities {
  /** The entity whose unique field has the value ({@code id} too), or null. */
  <T extends Record> Future<T> find(Class<T> kind, String field, String value);

  /**
   * Makes an entity.
   *
   * @param body as the Admin API takes it; {@code ttl} in seconds where the kind has one
   * @return the entity with what the gateway made of it: id, generated texts
   */
  <T extends Record> Future<T> insert(Class<T> kind, ObjectNode body);

  /** Changes an entity; null in the future when it is gone. */
  <T extends Record> Future<T> update(Class<T> kind, String id, ObjectNode change);

  /**
   * Deletes an entity.
   *
   * @return whether it was there: of several that delete the same one, exactly one hears true
   */
  Future<Boolean> delete(Class<? extends Record> kind, String id);
}
