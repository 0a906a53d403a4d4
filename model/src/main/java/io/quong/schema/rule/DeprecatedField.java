package io.quong.schema.rule;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Accepted and kept, but on its way out. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT})
public @interface DeprecatedField {
  String removalInVersion() default "4.0";

  /** No warning when the value is this one, as JSON text. */
  String oldDefault() default "";

  String message() default "";
}
