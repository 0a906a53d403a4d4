package io.quong.plugins.httplog;

import com.fasterxml.jackson.databind.JsonNode;
import io.quong.plugin.message.Url;
import io.quong.schema.rule.ValueCheck;
import java.util.Iterator;

/** A login stands in the endpoint or in a header, not in both. */
public final class SingleLogin implements ValueCheck {
  @Override
  public String refuse(JsonNode config) {
    if (Url.parse(config.path("http_endpoint").asText("")).userInfo() == null) {
      return null;
    }
    Iterator<String> names = config.path("headers").fieldNames();
    while (names.hasNext()) {
      if (names.next().equalsIgnoreCase("Authorization")) {
        return "specifying both an 'Authorization' header and user info in 'http_endpoint' is not"
            + " allowed";
      }
    }
    return null;
  }
}
