package io.quong.schema.rule;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The record varies another record's schema: its fields are added or take the place of those with
 * the same name, and its subschemas take the place of the other's.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Variation {
  /** The varied record. */
  Class<? extends Record> of();

  /** Checks of the varied record that this one is without. */
  Class<? extends WholeCheck>[] without() default {};
}
