package io.quong.plugins.jwtbearer;

import io.quong.plugin.Exchange;
import java.util.List;

/** The requests that need no token. */
final class OpenRequests {
  private final List<JwtBearerConfig.Open> open;

  /**
   * @param open null for none
   */
  OpenRequests(List<JwtBearerConfig.Open> open) {
    this.open = open == null ? List.of() : List.copyOf(open);
  }

  boolean has(Exchange exchange) {
    String path = exchange.request().path();
    String method = exchange.request().method();
    for (JwtBearerConfig.Open each : open) {
      boolean any = each.methods() == null || each.methods().isEmpty();
      if ((any || each.methods().contains(method)) && isUnder(path, each.path())) {
        return true;
      }
    }
    return false;
  }

  /** {@code /a} covers {@code /a} and {@code /a/b}, not {@code /ab}. */
  private static boolean isUnder(String path, String prefix) {
    return path.startsWith(prefix)
        && (path.length() == prefix.length()
            || prefix.endsWith("/")
            || path.charAt(prefix.length()) == '/');
  }
}
