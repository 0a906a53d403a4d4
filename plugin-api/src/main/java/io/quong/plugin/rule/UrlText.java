package io.quong.plugin.rule;

import com.fasterxml.jackson.databind.JsonNode;
import io.quong.plugin.message.Url;
import io.quong.schema.rule.ValueCheck;

/** A URL with a scheme and a host. */
public final class UrlText implements ValueCheck {
  @Override
  public String refuse(JsonNode value) {
    Url url = Url.parse(value.asText());
    if (url.host() == null) {
      return "missing host in url";
    }
    return url.scheme() == null ? "missing scheme in url" : null;
  }
}
