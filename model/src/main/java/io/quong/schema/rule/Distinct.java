package io.quong.schema.rule;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * No two of the fields that are set are equal: {@code values of these fields must be distinct: 'a',
 * 'b'}. Paths are dotted wire names; on a plugin's configuration record those that begin with
 * {@code config.} belong to the whole plugin.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Repeatable(Distinct.All.class)
public @interface Distinct {
  String[] value();

  /** Checks run by this number, equal ones as written, kind by kind. */
  int order() default 0;

  /** Holds several. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.TYPE)
  @interface All {
    Distinct[] value();
  }
}
