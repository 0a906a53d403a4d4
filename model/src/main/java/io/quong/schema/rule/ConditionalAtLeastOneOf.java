package io.quong.schema.rule;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * When one field matches, one or more of others are set; when it doesn't, the same may be asked of
 * other fields. In a message {@code %s} stands for the quoted fields.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Repeatable(ConditionalAtLeastOneOf.All.class)
public @interface ConditionalAtLeastOneOf {
  String ifField();

  Condition ifMatch();

  String[] thenFields();

  String error() default "at least one of these fields must be non-empty: %s";

  Condition elseMatch() default @Condition;

  String[] elseFields() default {};

  String elseError() default "at least one of these fields must be non-empty: %s";

  /** Checks run by this number, equal ones as written, kind by kind. */
  int order() default 0;

  /** Holds several. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.TYPE)
  @interface All {
    ConditionalAtLeastOneOf[] value();
  }
}
