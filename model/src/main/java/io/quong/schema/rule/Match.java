package io.quong.schema.rule;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The pattern must be found in the text. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.TYPE_USE})
@Repeatable(Match.All.class)
public @interface Match {
  Pattern[] value();

  /** How many of the patterns must be found. */
  Mode mode() default Mode.ALL;

  /**
   * The message of mode ANY and NONE; else each pattern's own; empty for {@code invalid value:
   * <v>}.
   */
  String error() default "";

  /** How many of the patterns must be found. */
  enum Mode {
    /** Kong's match_all, and match for a single pattern. */
    ALL,
    /** Kong's match_any. */
    ANY,
    /** Kong's match_none. */
    NONE
  }

  /** One pattern. */
  @interface Pattern {
    /** As a Java regular expression, searched for anywhere in the text. */
    String value();

    /** As Kong's schema shows it (a Lua pattern); empty when it is the same text. */
    String shown() default "";

    /** The message; empty for {@code invalid value: <v>}. */
    String error() default "";
  }

  /** Holds several. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target({ElementType.RECORD_COMPONENT, ElementType.TYPE_USE})
  @interface All {
    Match[] value();
  }
}
