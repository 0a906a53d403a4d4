package io.quong.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.schema.rule.Auto;
import java.time.Clock;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Values that the gateway makes. Give it {@link java.security.SecureRandom}: texts are secrets.
 *
 * @param random also makes the ids
 */
public record AutoValues(Clock clock, RandomGenerator random) {
  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final int TEXT_LENGTH = 32;

  /** Fills what is missing in a new entity and the records in it, in place. */
  void fillNew(Schema schema, ObjectNode entity) {
    for (Field field : schema.fields()) {
      if (field.record() != null && entity.get(field.name()) instanceof ObjectNode inner) {
        fillNew(field.record(), inner);
      }
      if (field.auto() == null) {
        continue;
      }
      JsonNode given = entity.get(field.name());
      switch (field.auto()) {
        case UUID -> {
          if (given == null) {
            entity.put(field.name(), uuid());
          }
        }
        case TEXT -> {
          if (given == null) {
            entity.put(field.name(), text());
          }
        }
        case CREATED_AT -> {
          if (given == null || given.isNull()) {
            entity.set(field.name(), now(field));
          }
        }
        case UPDATED_AT -> entity.set(field.name(), now(field));
      }
    }
  }

  /** Sets the time of the last write, in place. */
  void touch(Schema schema, ObjectNode entity) {
    for (Field field : schema.fields()) {
      if (field.auto() == Auto.Source.UPDATED_AT) {
        entity.set(field.name(), now(field));
      }
    }
  }

  /** A random UUID, version 4. */
  public String uuid() {
    long high = (random.nextLong() & ~0xF000L) | 0x4000L;
    long low = (random.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
    return new UUID(high, low).toString();
  }

  private String text() {
    StringBuilder text = new StringBuilder(TEXT_LENGTH);
    for (int i = 0; i < TEXT_LENGTH; i++) {
      text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return text.toString();
  }

  /** Whole seconds, or seconds with three decimals where the field is no integer. */
  private JsonNode now(Field field) {
    long millis = clock.millis();
    return field.type() == FieldType.INTEGER
        ? Numbers.whole(Math.floorDiv(millis, 1000L))
        : Numbers.canonical(JsonNodeFactory.instance.numberNode(millis / 1000d));
  }
}
