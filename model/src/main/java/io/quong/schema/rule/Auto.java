package io.quong.schema.rule;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The gateway makes the value when it is missing. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT})
public @interface Auto {
  Source value();

  /** What is made. */
  enum Source {
    /** A random UUID, version 4. */
    UUID,
    /** 32 random characters of {@code A-Z a-z 0-9}. */
    TEXT,
    /** Seconds since the epoch at the insert, kept from then on. */
    CREATED_AT,
    /** Seconds since the epoch at every write, whatever the client sent. */
    UPDATED_AT
  }
}
