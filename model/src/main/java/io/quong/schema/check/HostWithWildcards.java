package io.quong.schema.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.quong.schema.rule.ValueCheck;

/** A host name with a port or without, in which a star stands for anything. */
public final class HostWithWildcards implements ValueCheck {
  @Override
  public String refuse(JsonNode value) {
    return HostAddress.parse(value.asText().replace("*", "abc")).refusal();
  }
}
