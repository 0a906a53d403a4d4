package io.quong.schema.rule;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A set whose values all come from one of these subsets: {@code these sets are mutually exclusive:
 * ('http', 'https'), ('tcp', 'tls', 'udp')}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT})
public @interface MutuallyExclusiveSubsets {
  Subset[] value();

  /** Values that may stand together. */
  @interface Subset {
    String[] value();
  }
}
