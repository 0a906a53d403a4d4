package io.quong.plugins.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.quong.schema.rule.Translation;
import java.util.Map;

/** Kong's former names of the cookie's settings; they win over those of today. */
public final class FormerCookieFields implements Translation {
  private static final Map<String, String> TODAY =
      Map.of(
          "cookie_lifetime", "rolling_timeout",
          "cookie_discard", "stale_ttl",
          "cookie_httponly", "cookie_http_only",
          "cookie_persistent", "remember");

  @Override
  public String translate(ObjectNode body) {
    TODAY.forEach(
        (former, today) -> {
          JsonNode value = body.remove(former);
          if (value != null) {
            body.set(today, value);
          }
        });
    JsonNode idle = body.remove("cookie_idletime");
    if (idle != null) {
      body.set("idling_timeout", idle.isNull() ? IntNode.valueOf(0) : idle);
    }
    JsonNode sameSite = body.remove("cookie_samesite");
    if (sameSite != null) {
      body.set(
          "cookie_same_site", sameSite.asText().equals("off") ? TextNode.valueOf("Lax") : sameSite);
    }
    // It has no effect since sessions renew themselves.
    body.remove("cookie_renew");
    return null;
  }
}
