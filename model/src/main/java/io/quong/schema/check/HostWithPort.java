package io.quong.schema.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.quong.schema.rule.ValueCheck;

/** A host name or address, with a port or without. */
public final class HostWithPort implements ValueCheck {
  @Override
  public String refuse(JsonNode value) {
    return HostAddress.parse(value.asText()).refusal();
  }
}
