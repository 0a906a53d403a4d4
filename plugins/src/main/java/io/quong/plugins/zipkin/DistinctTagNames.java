package io.quong.plugins.zipkin;

import com.fasterxml.jackson.databind.JsonNode;
import io.quong.schema.rule.ValueCheck;
import java.util.HashSet;
import java.util.Set;

/** No tag stands twice. */
public final class DistinctTagNames implements ValueCheck {
  @Override
  public String refuse(JsonNode value) {
    Set<String> names = new HashSet<>();
    for (JsonNode tag : value) {
      String name = tag.path("name").asText(null);
      if (name != null && !names.add(name)) {
        return "repeated tags are not allowed: " + name;
      }
    }
    return null;
  }
}
