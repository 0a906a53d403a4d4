package io.quong.schema.rule;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The field may not be null: {@code required field missing}. A record that is required is filled
 * with its defaults when it is missing.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT})
public @interface Required {
  /** False where Kong's schema says {@code "required": false} in so many words. */
  boolean value() default true;
}
