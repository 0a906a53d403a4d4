package io.quong.admin.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The tree that the arguments of a form mean: {@code a.b=1} and {@code a[b]=1} nest, {@code a[]=x},
 * {@code a[1]=x} and repeated names make lists, a name without {@code =} is true.
 */
final class FormTree {
  /** Deeper names are one name: no schema goes so deep. */
  private static final int DEEPEST = 16;

  /** One level: members by name, or elements by position from 1. */
  private static final class Level {
    final Map<String, Object> members = new LinkedHashMap<>();
    final TreeMap<Integer, Object> elements = new TreeMap<>();
  }

  private FormTree() {}

  static ObjectNode of(List<Arguments.Argument> arguments) {
    Level top = new Level();
    for (Arguments.Argument argument : arguments) {
      put(top, steps(argument.name()), leaf(argument.value()));
    }
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    top.members.forEach((name, value) -> tree.set(name, node(value)));
    return tree;
  }

  private static JsonNode leaf(String value) {
    return value == null ? BooleanNode.TRUE : TextNode.valueOf(value);
  }

  /** {@code a.b[1]} as {@code a}, {@code b}, 1; an empty bracket as 0. */
  private static List<Object> steps(String name) {
    List<Object> steps = new ArrayList<>();
    int from = 0;
    int at = 0;
    while (at < name.length() && steps.size() < DEEPEST) {
      char c = name.charAt(at);
      int close = c == '[' ? name.indexOf(']', at) : -1;
      if (c == '.' || close > 0) {
        if (at > from) {
          steps.add(name.substring(from, at));
        }
        if (close > 0) {
          steps.add(bracket(name.substring(at + 1, close)));
          at = close;
        }
        from = at + 1;
      }
      at++;
    }
    if (from < name.length()) {
      steps.add(name.substring(from));
    }
    if (steps.isEmpty() || !(steps.get(0) instanceof String)) {
      return List.of(name);
    }
    return steps;
  }

  private static Object bracket(String inside) {
    if (inside.isEmpty()) {
      return 0;
    }
    return inside.matches("\\d{1,6}") ? Integer.valueOf(inside) : inside;
  }

  private static void put(Level level, List<Object> steps, Object value) {
    Level at = level;
    for (int i = 0; i < steps.size() - 1; i++) {
      Object inner = get(at, steps.get(i));
      if (!(inner instanceof Level)) {
        inner = new Level();
        set(at, steps.get(i), inner);
      }
      at = (Level) inner;
    }
    Object last = steps.get(steps.size() - 1);
    Object before = get(at, last);
    if (before == null) {
      set(at, last, value);
    } else if (before instanceof Level list && !list.elements.isEmpty()) {
      set(list, 0, value);
    } else {
      Level list = new Level();
      set(list, 0, before);
      set(list, 0, value);
      set(at, last, list);
    }
  }

  private static Object get(Level level, Object step) {
    return step instanceof Integer position
        ? level.elements.get(position)
        : level.members.get((String) step);
  }

  private static void set(Level level, Object step, Object value) {
    if (!(step instanceof Integer position)) {
      level.members.put((String) step, value);
    } else if (position > 0) {
      level.elements.put(position, value);
    } else {
      level.elements.put(level.elements.isEmpty() ? 1 : level.elements.lastKey() + 1, value);
    }
  }

  private static JsonNode node(Object value) {
    if (!(value instanceof Level level)) {
      return value == null ? NullNode.instance : (JsonNode) value;
    }
    if (!level.elements.isEmpty() && level.members.isEmpty()) {
      ArrayNode list = JsonNodeFactory.instance.arrayNode();
      level.elements.values().forEach(element -> list.add(node(element)));
      return list;
    }
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    level.members.forEach((name, inner) -> object.set(name, node(inner)));
    level.elements.forEach((position, inner) -> object.set(position.toString(), node(inner)));
    return object;
  }
}
