package io.quong.schema.rule;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A former field that is still accepted and stands for fields of today. When both are given with
 * different values: {@code both deprecated and new field are used but their values mismatch:
 * redis_host = a vs redis.host = b}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Repeatable(Shorthand.All.class)
public @interface Shorthand {
  String name();

  /** The Java type as of a component: {@code String.class}, {@code Integer.class}. */
  Class<?> type();

  /** The dotted path, from the annotated record, of the field that it stands for. */
  String mapsTo();

  /**
   * Whether answers show it beside the field that it stands for; only then the two are compared.
   */
  boolean echoed() default true;

  /** Whether it overrides the field of today instead of being compared with it. */
  boolean wins() default false;

  /** The shortest text; 1 as for every text. */
  int minLength() default 1;

  /** The release that drops it; empty when it is not deprecated. */
  String removalInVersion() default "4.0";

  /** Holds several. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.TYPE)
  @interface All {
    Shorthand[] value();
  }
}
