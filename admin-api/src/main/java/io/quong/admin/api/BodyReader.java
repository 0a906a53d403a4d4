package io.quong.admin.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Reads bodies by their content type, which Kong compares with capitals told from small letters.
 */
final class BodyReader {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .build();

  private BodyReader() {}

  /** Whether bodies of the type are JSON or a form. */
  static boolean reads(String contentType) {
    return contentType.startsWith("application/json")
        || contentType.startsWith("application/x-www-form-urlencoded")
        || contentType.startsWith("multipart/form-data");
  }

  /**
   * @param contentType null when there is none
   */
  static Body read(String contentType, byte[] bytes) {
    if (contentType == null) {
      if (bytes.length > 0) {
        throw AdminError.unsupportedType();
      }
      return Body.empty();
    }
    if (contentType.startsWith("application/json")) {
      return new Body(json(bytes), false);
    }
    if (contentType.startsWith("application/x-www-form-urlencoded")) {
      String text = new String(bytes, StandardCharsets.UTF_8);
      return form(FormTree.of(Arguments.parse(text).all()));
    }
    if (contentType.startsWith("multipart/form-data")) {
      return form(FormTree.of(Multipart.parse(contentType, bytes)));
    }
    throw AdminError.unsupportedType();
  }

  private static Body form(ObjectNode tree) {
    refuseNul(tree);
    return new Body(tree, true);
  }

  private static ObjectNode json(byte[] bytes) {
    try {
      JsonNode value = JSON.readTree(bytes);
      if (value instanceof ObjectNode object) {
        refuseNul(object);
        return object;
      }
      // To Lua an empty list and an empty object are the same.
      if (value != null && value.isArray() && value.isEmpty()) {
        return Body.empty().tree();
      }
    } catch (JsonProcessingException unparsable) {
      throw AdminError.unparsable();
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
    throw AdminError.unparsable();
  }

  /** PostgreSQL cannot store NUL characters. */
  private static void refuseNul(JsonNode tree) {
    if (tree.isTextual() && tree.textValue().indexOf('\0') >= 0) {
      throw AdminError.plain(400, "the body has a NUL character");
    }
    for (var entry : tree.properties()) {
      if (entry.getKey().indexOf('\0') >= 0) {
        throw AdminError.plain(400, "the body has a NUL character");
      }
    }
    tree.forEach(BodyReader::refuseNul);
  }
}
