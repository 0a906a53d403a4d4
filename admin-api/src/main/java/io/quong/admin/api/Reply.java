package io.quong.admin.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer.
 *
 * @param body null for none
 * @param headers beside those that every answer has
 */
public record Reply(int status, String contentType, String body, Map<String, String> headers) {
  private static final String JSON = "application/json; charset=utf-8";

  /** The version of the configuration that holds a write. */
  public static final String CONFIG_VERSION = "X-Quong-Config-Version";

  public static Reply json(int status, JsonNode body) {
    return new Reply(status, JSON, body.toString(), Map.of());
  }

  public static Reply ok(JsonNode body) {
    return json(200, body);
  }

  /** {@code {"message": …}}. */
  public static Reply message(int status, String message) {
    return json(status, JsonNodeFactory.instance.objectNode().put("message", message));
  }

  public static Reply text(int status, String contentType, String body) {
    return new Reply(status, contentType, body, Map.of());
  }

  public static Reply noContent() {
    return new Reply(204, null, null, Map.of());
  }

  public Reply with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Reply(status, contentType, body, more);
  }

  public Reply withVersion(long version) {
    return with(CONFIG_VERSION, Long.toString(version));
  }
}
