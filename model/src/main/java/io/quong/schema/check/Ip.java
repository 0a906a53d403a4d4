package io.quong.schema.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.quong.schema.rule.ValueCheck;

/** An address. */
public final class Ip implements ValueCheck {
  @Override
  public String refuse(JsonNode value) {
    String text = value.asText();
    boolean good = IpAddress.parseV4(text) != null || IpAddress.parseV6(text) != null;
    return good ? null : "not an ip address: " + text;
  }
}
