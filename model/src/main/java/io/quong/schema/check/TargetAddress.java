package io.quong.schema.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.quong.schema.rule.ValueCheck;

/** A host with an optional port, kept as {@code host:port}. */
public final class TargetAddress implements ValueCheck {
  /** The port of a target that names none. */
  public static final int DEFAULT_PORT = 8000;

  @Override
  public String refuse(JsonNode value) {
    return HostAddress.parse(value.asText()).refusal() == null
        ? null
        : "Invalid target ('" + value.asText() + "'); not a valid hostname or ip address";
  }

  /** The form in which it is stored, IPv6 addresses expanded; null when it is refused. */
  public static String normal(String target) {
    HostAddress host = HostAddress.parse(target);
    return host.refusal() == null ? host.with(DEFAULT_PORT) : null;
  }
}
