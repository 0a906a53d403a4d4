package io.quong.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.quong.schema.rule.Abstract;
import io.quong.schema.rule.Auto;
import io.quong.schema.rule.Default;
import io.quong.schema.rule.DefaultsOfFields;
import io.quong.schema.rule.DeprecatedField;
import io.quong.schema.rule.Encrypted;
import io.quong.schema.rule.Keys;
import io.quong.schema.rule.Reference;
import io.quong.schema.rule.Referenceable;
import io.quong.schema.rule.Required;
import io.quong.schema.rule.Transient;
import io.quong.schema.rule.Unique;
import io.quong.schema.rule.Unlisted;
import io.quong.schema.rule.Wire;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the fields of a record type from its components and their annotations. */
final class SchemaReader {
  private SchemaReader() {}

  static List<Field> fields(Class<? extends Record> type) {
    List<Field> fields = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      if (!component.isAnnotationPresent(Unlisted.class)) {
        fields.add(field(component));
      }
    }
    return List.copyOf(fields);
  }

  private static Field field(RecordComponent component) {
    FieldType type = typeOf(component.getType(), component);
    Required required = component.getAnnotation(Required.class);
    Auto auto = component.getAnnotation(Auto.class);
    Reference reference = component.getAnnotation(Reference.class);
    return new Field(
        wireName(component),
        type,
        required == null ? null : required.value(),
        defaultOf(component),
        auto == null ? null : auto.value(),
        RuleReader.read(component, type),
        elements(component.getAnnotatedType(), type),
        keys(component, type),
        recordOf(component.getType()),
        reference == null ? null : new Field.Relation(reference.value(), reference.onDelete()),
        traits(component));
  }

  /** Snake case, or what {@link Wire} says. */
  static String wireName(RecordComponent component) {
    Wire wire = component.getAnnotation(Wire.class);
    return wire == null ? snakeCase(component.getName()) : wire.value();
  }

  private static String snakeCase(String name) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (Character.isUpperCase(c)) {
        out.append('_').append(Character.toLowerCase(c));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  static FieldType typeOf(Class<?> type, AnnotatedElement from) {
    if (type == Ref.class || (from != null && from.isAnnotationPresent(Reference.class))) {
      return FieldType.FOREIGN;
    }
    if (type == String.class) {
      return FieldType.STRING;
    }
    if (type == Integer.class || type == Long.class || type == int.class || type == long.class) {
      return FieldType.INTEGER;
    }
    if (Number.class.isAssignableFrom(type) || type == double.class) {
      return FieldType.NUMBER;
    }
    if (type == Boolean.class || type == boolean.class) {
      return FieldType.BOOLEAN;
    }
    if (type == List.class) {
      return FieldType.ARRAY;
    }
    if (type == Set.class) {
      return FieldType.SET;
    }
    if (type == Map.class) {
      return FieldType.MAP;
    }
    if (type.isRecord()) {
      return FieldType.RECORD;
    }
    if (JsonNode.class.isAssignableFrom(type) || type == Object.class) {
      return from != null && from.isAnnotationPresent(Abstract.class)
          ? FieldType.RECORD
          : FieldType.ANY;
    }
    throw new IllegalArgumentException("a field can't be a " + type.getName());
  }

  private static JsonNode defaultOf(RecordComponent from) {
    DefaultsOfFields ofFields = from.getAnnotation(DefaultsOfFields.class);
    if (ofFields != null) {
      return Defaults.shown(recordOf(from.getType())).without(List.of(ofFields.except()));
    }
    Default declared = from.getAnnotation(Default.class);
    return declared == null ? null : RuleReader.json(declared.value());
  }

  private static Field elements(AnnotatedType type, FieldType kind) {
    return switch (kind) {
      case ARRAY, SET -> part(type, 0);
      case MAP -> part(type, 1);
      default -> null;
    };
  }

  private static Field keys(RecordComponent component, FieldType kind) {
    if (kind != FieldType.MAP) {
      return null;
    }
    Keys keys = component.getAnnotation(Keys.class);
    return keys == null
        ? part(component.getAnnotatedType(), 0)
        : field(keys.value().getRecordComponents()[0]);
  }

  private static Field part(AnnotatedType whole, int position) {
    AnnotatedType part =
        ((AnnotatedParameterizedType) whole).getAnnotatedActualTypeArguments()[position];
    Class<?> raw = rawType(part.getType());
    FieldType type = typeOf(raw, null);
    return new Field(
        "",
        type,
        null,
        null,
        null,
        RuleReader.read(part, type),
        elements(part, type),
        type == FieldType.MAP ? part(part, 0) : null,
        recordOf(raw),
        null,
        new Field.Traits(
            null,
            false,
            part.isAnnotationPresent(Referenceable.class),
            part.isAnnotationPresent(Encrypted.class),
            false,
            null));
  }

  private static Class<?> rawType(Type type) {
    return (Class<?>) (type instanceof ParameterizedType generic ? generic.getRawType() : type);
  }

  private static Schema recordOf(Class<?> type) {
    return type.isRecord() && type != Ref.class ? Schema.of(type.asSubclass(Record.class)) : null;
  }

  private static Field.Traits traits(RecordComponent component) {
    Unique unique = component.getAnnotation(Unique.class);
    DeprecatedField deprecated = component.getAnnotation(DeprecatedField.class);
    return new Field.Traits(
        unique == null ? null : unique.value(),
        unique != null && unique.acrossWorkspaces(),
        component.isAnnotationPresent(Referenceable.class),
        component.isAnnotationPresent(Encrypted.class),
        component.isAnnotationPresent(Transient.class),
        deprecated == null ? null : deprecation(deprecated));
  }

  private static Field.Deprecation deprecation(DeprecatedField deprecated) {
    String old = deprecated.oldDefault();
    return new Field.Deprecation(
        deprecated.removalInVersion(),
        deprecated.message(),
        old.isEmpty() ? null : RuleReader.json(old));
  }
}
