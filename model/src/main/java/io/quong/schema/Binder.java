package io.quong.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes records of checked trees by their canonical constructors, which the annotation processor
 * registers for native images. Collections are immutable and keep their order.
 */
final class Binder {
  /** Read once for each type: asking a class for its components costs more than filling them. */
  private static final ClassValue<Shape> SHAPES =
      new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
          return new Shape(type);
        }
      };

  /** How a record type is made. */
  private static final class Shape {
    final Constructor<?> constructor;
    final String[] names;
    final Type[] types;

    Shape(Class<?> type) {
      RecordComponent[] components = type.getRecordComponents();
      Class<?>[] parameters = new Class<?>[components.length];
      names = new String[components.length];
      types = new Type[components.length];
      for (int i = 0; i < components.length; i++) {
        parameters[i] = components[i].getType();
        names[i] = SchemaReader.wireName(components[i]);
        types[i] = components[i].getGenericType();
      }
      try {
        constructor = type.getDeclaredConstructor(parameters);
      } catch (NoSuchMethodException unregistered) {
        throw new IllegalStateException("can't make a " + type.getName(), unregistered);
      }
    }
  }

  private Binder() {}

  static <T extends Record> T bind(ObjectNode tree, Class<T> type) {
    Shape shape = SHAPES.get(type);
    Object[] values = new Object[shape.names.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(tree.get(shape.names[i]), shape.types[i], shape.names[i]);
    }
    try {
      return type.cast(shape.constructor.newInstance(values));
    } catch (InvocationTargetException refused) {
      throw new IllegalArgumentException("can't make a " + type.getName(), refused.getCause());
    } catch (ReflectiveOperationException unregistered) {
      throw new IllegalStateException("can't make a " + type.getName(), unregistered);
    }
  }

  private static Object value(JsonNode node, Type type, String path) {
    Class<?> raw = (Class<?>) (type instanceof ParameterizedType g ? g.getRawType() : type);
    if (JsonNode.class.isAssignableFrom(raw) || raw == Object.class) {
      return node;
    }
    if (node == null || node.isNull()) {
      return null;
    }
    if (raw == String.class && node.isTextual()) {
      return node.asText();
    }
    if (raw == Boolean.class && node.isBoolean()) {
      return node.asBoolean();
    }
    if (Number.class.isAssignableFrom(raw) && node.isNumber()) {
      return number(node, raw);
    }
    if (raw == Ref.class) {
      return new Ref(node.path("id").asText(null));
    }
    if (raw.isRecord() && node instanceof ObjectNode inner) {
      return bind(inner, raw.asSubclass(Record.class));
    }
    if (type instanceof ParameterizedType generic && node.isContainerNode()) {
      return collection(node, raw, generic.getActualTypeArguments(), path);
    }
    throw new IllegalArgumentException(path + " is no " + raw.getSimpleName());
  }

  private static Number number(JsonNode node, Class<?> raw) {
    if (raw == Integer.class) {
      return (int) node.doubleValue();
    }
    return raw == Long.class ? (Number) (long) node.doubleValue() : (Number) node.doubleValue();
  }

  private static Object collection(JsonNode node, Class<?> raw, Type[] arguments, String path) {
    if (raw == Map.class) {
      Map<String, Object> map = new LinkedHashMap<>();
      node.properties().forEach(e -> map.put(e.getKey(), value(e.getValue(), arguments[1], path)));
      return Collections.unmodifiableMap(map);
    }
    List<Object> list = new ArrayList<>(node.size());
    node.forEach(element -> list.add(value(element, arguments[0], path)));
    if (raw == Set.class) {
      return Collections.unmodifiableSet(new LinkedHashSet<>(list));
    }
    return Collections.unmodifiableList(list);
  }
}
