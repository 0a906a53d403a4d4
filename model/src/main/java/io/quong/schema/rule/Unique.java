package io.quong.schema.rule;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** No two entities of the kind share a value: 409, code 5. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT})
public @interface Unique {
  /** False where Kong's schema says {@code "unique": false} in so many words. */
  boolean value() default true;

  /** Whether it is unique over all workspaces; there is one, so it only shows in the schema. */
  boolean acrossWorkspaces() default false;
}
