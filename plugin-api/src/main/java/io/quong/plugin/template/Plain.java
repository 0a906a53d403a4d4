package io.quong.plugin.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** JSON as the maps, lists, texts and numbers that expressions work on, and back. */
final class Plain {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Values of one result: what is shared inside it counts each time. */
  private static final int MOST_VALUES = 2_000_000;

  private static final int MOST_CHARACTERS = 16 << 20;

  private int values;
  private long characters;

  private Plain() {}

  static Object of(JsonNode value) {
    return JSON.convertValue(value, Object.class);
  }

  /**
   * The JSON of a result; a missing node for nothing.
   *
   * @throws TemplateException when it is too much, or no JSON
   */
  static JsonNode tree(Object result) {
    return result == null ? MissingNode.getInstance() : new Plain().node(result);
  }

  private JsonNode node(Object value) {
    if (value instanceof String text) {
      characters += text.length();
    }
    if (++values > MOST_VALUES || characters > MOST_CHARACTERS) {
      throw new TemplateException("the result is too large", -1);
    }
    if (value instanceof String text) {
      return JsonNodeFactory.instance.textNode(text);
    }
    if (value instanceof Map<?, ?> map) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      for (Map.Entry<?, ?> field : map.entrySet()) {
        object.set(String.valueOf(field.getKey()), node(field.getValue()));
      }
      return object;
    }
    if (value instanceof List<?> list) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      for (Object item : list) {
        array.add(node(item));
      }
      return array;
    }
    JsonNode scalar = scalar(value);
    if (scalar == null) {
      throw new TemplateException("the result has a part that is no JSON", -1);
    }
    return scalar;
  }

  private static JsonNode scalar(Object value) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    if (value == null) {
      return json.nullNode();
    }
    if (value instanceof Boolean truth) {
      return json.booleanNode(truth);
    }
    if (value instanceof Integer number) {
      return json.numberNode(number);
    }
    if (value instanceof Long number) {
      return json.numberNode(number);
    }
    if (value instanceof Double number) {
      return json.numberNode(number);
    }
    return value instanceof Number ? JSON.valueToTree(value) : null;
  }
}
