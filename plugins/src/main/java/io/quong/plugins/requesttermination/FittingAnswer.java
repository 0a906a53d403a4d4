package io.quong.plugins.requesttermination;

import com.fasterxml.jackson.databind.JsonNode;
import io.quong.schema.rule.ValueCheck;

/** What answers goes together. */
public final class FittingAnswer implements ValueCheck {
  @Override
  public String refuse(JsonNode value) {
    boolean body = value.path("body").isTextual();
    boolean type = value.path("content_type").isTextual();
    if (value.path("message").isTextual() && (body || type)) {
      return "message cannot be used with content_type or body";
    }
    if (type && !body) {
      return "content_type requires a body";
    }
    return value.path("echo").asBoolean() && (body || type)
        ? "echo cannot be used with content_type and body"
        : null;
  }
}
