package io.quong.schema.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.quong.schema.rule.ValueCheck;

/** A host name or address without a port. */
public final class Host implements ValueCheck {
  @Override
  public String refuse(JsonNode value) {
    HostAddress host = HostAddress.parse(value.asText());
    if (host.refusal() != null) {
      return "invalid value: " + value.asText();
    }
    return host.port() < 0 ? null : "must not have a port";
  }
}
