package io.quong.plugin.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON bodies that plugins change: what they don't change keeps its order and its numbers. */
public final class Json {
  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .setNodeFactory(JsonNodeFactory.withExactBigDecimals(true));

  private Json() {}

  /**
   * The object that a body is; null when it is no JSON or another kind of value.
   *
   * @param body byte text
   */
  public static ObjectNode object(String body) {
    try {
      JsonNode tree = MAPPER.readTree(ByteText.unicode(body));
      return tree instanceof ObjectNode object ? object : null;
    } catch (JsonProcessingException notJson) {
      return null;
    }
  }

  /**
   * The value that a body is, of any kind; null when it is no JSON.
   *
   * @param body byte text
   */
  public static JsonNode value(String body) {
    try {
      JsonNode tree = MAPPER.readTree(ByteText.unicode(body));
      return tree == null || tree.isMissingNode() ? null : tree;
    } catch (JsonProcessingException notJson) {
      return null;
    }
  }

  /** An empty object. */
  public static ObjectNode empty() {
    return MAPPER.createObjectNode();
  }

  /** The compact form, as byte text. */
  public static String text(JsonNode value) {
    return ByteText.of(value.toString());
  }
}
