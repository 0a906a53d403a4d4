package io.quong.schema.rule;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A check between fields that no other annotation can say, by the class that does it. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Repeatable(EntityCheck.All.class)
public @interface EntityCheck {
  Class<? extends WholeCheck> value();

  /** What it reads; it does not run while one of them is wrong or a vault reference. */
  String[] fields();

  /** Whether it runs while a field that it reads is null; only the schema shows it. */
  boolean runsWithMissingFields() default false;

  /** Checks run by this number, equal ones as written, kind by kind. */
  int order() default 0;

  /** Holds several. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.TYPE)
  @interface All {
    EntityCheck[] value();
  }
}
