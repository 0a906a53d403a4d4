package io.quong.schema.rule;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The values of the choosing field that this record's fields and checks belong to. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface SubschemaFor {
  String[] value();

  /** Another subschema whose fields it has besides its own. */
  Class<? extends Record> fieldsOf() default Nothing.class;

  /** Fields of the other subschema that it has not. */
  String[] except() default {};

  /** Has no fields. */
  record Nothing() {}
}
