package io.quong.schema.rule;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The field is a foreign reference to an entity of the named kind. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT})
public @interface Reference {
  /** The kind's name in the store: {@code services}. */
  String value();

  /** What a delete of the referenced entity does. */
  OnDelete onDelete() default OnDelete.RESTRICT;

  /** What a delete of the referenced entity does. */
  enum OnDelete {
    /** It is refused: 400, code 4. */
    RESTRICT,
    /** It deletes the referrer too. */
    CASCADE,
    /** It clears the reference. */
    NULL
  }
}
