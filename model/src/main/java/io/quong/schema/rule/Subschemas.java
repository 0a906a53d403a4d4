package io.quong.schema.rule;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The entity's rules depend on a field: the records that replace fields and add checks, each with
 * {@link SubschemaFor}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Subschemas {
  /** The field that chooses; the first known value of a set. */
  String key();

  Class<? extends Record>[] value();

  /** The refusal of an unknown value, {@code %s} standing for it. */
  String error();
}
