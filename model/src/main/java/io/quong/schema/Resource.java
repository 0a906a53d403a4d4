package io.quong.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An entity of the Admin API, declared by a record whose components are its fields in Kong's order.
 * Validation, endpoints, storage, schema answer and wire form follow from it.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Resource {
  /**
   * Kong's name of its kind in the store, in schemas and in declarative files: {@code
   * keyauth_credentials}.
   */
  String kind();

  /** The collection's path segment, {@code key-auths}; empty for none at top level. */
  String path();

  /** The path segment under a parent, {@code key-auth}; empty for the same as {@link #path}. */
  String nestedPath() default "";

  /** The field that may stand in a path for the id; empty for none. */
  String endpointKey() default "";

  /** Fields that together are unique (409, code 5) and make the deterministic id; wire names. */
  String[] cacheKey() default {};

  /** The plugin that brings it; empty for a core entity. */
  String plugin() default "";

  /** Whether rows may have a time to live. */
  boolean ttl() default false;

  /** Where it is kept. */
  Store store() default Store.CONFIGURATION;

  /** Where rows are kept. */
  enum Store {
    /** Versioned, in snapshots, sent to nodes. */
    CONFIGURATION,
    /** Unversioned, shared by nodes, with a time to live. */
    STATE,
    /** Nowhere: {@code /schemas} describes it, and there is nothing else of it. */
    NONE
  }
}
