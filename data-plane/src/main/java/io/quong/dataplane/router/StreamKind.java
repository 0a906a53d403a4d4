package io.quong.dataplane.router;

import io.quong.entity.Route;

/** What a stream listener takes; the routes that it can take are those for its protocols. */
public enum StreamKind {
  TCP,
  TLS,
  UDP;

  boolean serves(Route route) {
    return route.protocols() != null
        && route.protocols().stream().anyMatch(protocol -> of(protocol) == this);
  }

  private static StreamKind of(String protocol) {
    return switch (protocol) {
      case "tcp" -> TCP;
      case "tls", "tls_passthrough" -> TLS;
      case "udp" -> UDP;
      default -> null;
    };
  }
}
