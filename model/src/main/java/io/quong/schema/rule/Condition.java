package io.quong.schema.rule;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a field's value is asked for in a conditional check, on top of the field's own rules.
 * Everything that is given must hold.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({})
public @interface Condition {
  /** Equal to this, as JSON text. */
  String equal() default "";

  /** A number above this. */
  double greaterThan() default Double.NaN;

  String[] oneOf() default {};

  String[] notOneOf() default {};

  /** A pattern found in the text, which means the same to Java and to Lua. */
  String match() default "";

  /** One of these patterns is found in the text. */
  String[] matchAny() default {};

  /** The length of a text, array or set; -1 for any. */
  int length() default -1;

  /** The array or set has this element. */
  String contains() default "";

  /** Every element is one of these. */
  String[] elementsOneOf() default {};

  /** No element is one of these. */
  String[] elementsNotOneOf() default {};

  /** Not null. */
  boolean required() default false;

  /** Checks of a class; none or one. */
  Class<? extends ValueCheck>[] check() default {};
}
