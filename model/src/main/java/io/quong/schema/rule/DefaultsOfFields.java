package io.quong.schema.rule;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A record that is missing becomes the record of its fields' defaults, and schemas show that as its
 * own default. (A required record is filled the same way without it, but schemas don't show it.)
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT})
public @interface DefaultsOfFields {
  /** Fields with a default of their own that Kong's schemas leave out of the record's. */
  String[] except() default {};
}
