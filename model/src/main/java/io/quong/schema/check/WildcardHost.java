package io.quong.schema.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.quong.schema.rule.ValueCheck;

/** A server name, with one star at its start or its end. */
public final class WildcardHost implements ValueCheck {
  @Override
  public String refuse(JsonNode value) {
    String name = value.asText();
    int star = name.indexOf('*');
    if (star < 0) {
      return Sni.refuse(name);
    }
    if (name.indexOf('*', star + 1) >= 0) {
      return "only one wildcard must be specified";
    }
    if (star > 0 && star < name.length() - 1) {
      return "wildcard must be leftmost or rightmost character";
    }
    return Sni.refuse(name.replace("*", "wildcard"));
  }
}
