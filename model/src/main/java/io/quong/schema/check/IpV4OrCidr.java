package io.quong.schema.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.quong.schema.rule.ValueCheck;

/** An IPv4 address, or one with the length of its prefix. */
public final class IpV4OrCidr implements ValueCheck {
  @Override
  public String refuse(JsonNode value) {
    return IpOrCidr.isRange(value.asText(), false)
        ? null
        : "invalid ipv4 cidr range: '" + value.asText() + "'";
  }
}
