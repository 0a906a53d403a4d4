package io.quong.schema.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.quong.schema.rule.ValueCheck;

/** The name of an upstream: a host name without a port. */
public final class UpstreamName implements ValueCheck {
  @Override
  public String refuse(JsonNode value) {
    HostAddress host = HostAddress.parse(value.asText());
    String start = "Invalid name ('" + value.asText() + "'); ";
    if (host.refusal() != null) {
      return start + "must be a valid hostname";
    }
    if (host.isAddress()) {
      return start + "no ip addresses allowed";
    }
    return host.port() < 0 ? null : start + "no port allowed";
  }
}
