package io.quong.plugins.oauth2;

import com.fasterxml.jackson.databind.JsonNode;
import io.quong.plugin.message.Url;
import io.quong.schema.rule.ValueCheck;

/** Where an application's users are sent back to. */
public final class RedirectUri implements ValueCheck {
  @Override
  public String refuse(JsonNode value) {
    Url url = Url.parse(value.asText());
    if (url.host() == null || url.scheme() == null) {
      return "cannot parse '" + value.asText() + "'";
    }
    return value.asText().indexOf('#') >= 0
        ? "fragment not allowed in '" + value.asText() + "'"
        : null;
  }
}
