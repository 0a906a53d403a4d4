package io.quong.schema.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.quong.schema.rule.ValueCheck;

/** A host name: no address, no port. */
public final class Sni implements ValueCheck {
  @Override
  public String refuse(JsonNode value) {
    return refuse(value.asText());
  }

  static String refuse(String name) {
    HostAddress host = HostAddress.parse(name);
    if (host.refusal() != null) {
      return "invalid value: " + name;
    }
    if (host.isAddress()) {
      return "must not be an IP";
    }
    return host.port() < 0 ? null : "must not have a port";
  }
}
