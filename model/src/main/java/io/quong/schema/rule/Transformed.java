package io.quong.schema.rule;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A write that brings a value of {@link #input} is transformed before it is stored, as Kong hashes
 * passwords. A PATCH must bring what the transformation {@link #needs} with it.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Transformed {
  Class<? extends Transform> value();

  /** The field that sets it going, by its wire name. */
  String input();

  /** What must come with the input: a dotted path of wire names. */
  String needs();
}
