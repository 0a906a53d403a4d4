package io.quong.plugin;

import java.util.List;

/**
 * The configuration that a request began with. Look-ups are hash look-ups; none walks a collection.
 * An entity whose time to live is over is not found.
 */
public interface Entities {
  /** The entity of the kind with the id, or null. {@code kind} is a {@code @Resource} record. */
  <T extends Record> T byId(Class<T> kind, String id);

  /**
   * The entity whose unique field has the value, or null: {@code unique(KeyAuthCredential.class,
   * "key", "abc")}.
   */
  <T extends Record> T unique(Class<T> kind, String field, String value);

  /**
   * The entities whose reference {@code field} names the id: {@code referring(Acl.class,
   * "consumer", id)}.
   */
  <T extends Record> List<T> referring(Class<T> kind, String field, String id);
}
