package io.quong.schema.rule;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * When one field matches, another must match too. The failing field gets its own text, the entity
 * {@code failed conditional validation given value of field '<ifField>'} or {@link #error}. A null
 * then-field passes unless its condition requires it. Paths as in {@link AtLeastOneOf}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Repeatable(Conditional.All.class)
public @interface Conditional {
  String ifField();

  Condition ifMatch();

  String thenField();

  Condition thenMatch();

  /** The entity's message; empty for the usual one. */
  String error() default "";

  /** Checks run by this number, equal ones as written, kind by kind. */
  int order() default 0;

  /** Holds several. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.TYPE)
  @interface All {
    Conditional[] value();
  }
}
