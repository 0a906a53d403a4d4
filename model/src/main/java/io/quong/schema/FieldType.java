package io.quong.schema;

import com.fasterxml.jackson.databind.JsonNode;

/** Kong's types of a field. */
public enum FieldType {
  STRING("string", "a string"),
  NUMBER("number", "a number"),
  INTEGER("integer", "an integer"),
  BOOLEAN("boolean", "a boolean"),
  ARRAY("array", "an array"),
  SET("set", "a set"),
  MAP("map", "a map"),
  RECORD("record", "a record"),
  FOREIGN("foreign", "a foreign reference"),
  /** JSON of any kind. */
  ANY("any", "a value");

  private final String word;
  private final String article;

  FieldType(String word, String article) {
    this.word = word;
    this.article = article;
  }

  /** As schemas show it. */
  public String word() {
    return word;
  }

  /** {@code expected a string}. */
  String mismatch() {
    return "expected " + article;
  }

  /**
   * Whether the value is of this type. An empty list and an empty object are the same, as for Lua;
   * {@link CanonicalForm} makes them what the type says.
   */
  boolean accepts(JsonNode value) {
    return switch (this) {
      case STRING -> value.isTextual();
      case NUMBER -> value.isNumber() && Double.isFinite(value.doubleValue());
      case INTEGER -> value.isNumber() && isWhole(value);
      case BOOLEAN -> value.isBoolean();
      case ARRAY, SET -> value.isArray() || (value.isObject() && value.isEmpty());
      case MAP, RECORD -> value.isObject() || (value.isArray() && value.isEmpty());
      case FOREIGN, ANY -> true;
    };
  }

  private static boolean isWhole(JsonNode value) {
    double number = value.doubleValue();
    return value.isIntegralNumber() || (Double.isFinite(number) && number == Math.rint(number));
  }
}
