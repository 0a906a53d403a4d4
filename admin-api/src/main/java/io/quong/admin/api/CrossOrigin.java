package io.quong.admin.api;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.List;

/** The headers by which browsers let pages of other origins use the Admin API. */
final class CrossOrigin {
  private final List<String> origins;

  /**
   * @param guiUrls {@code admin_gui_url}; empty: any origin may
   */
  CrossOrigin(List<String> guiUrls) {
    origins = guiUrls.stream().map(CrossOrigin::origin).toList();
  }

  private static String origin(String url) {
    URI uri = URI.create(url);
    return uri.getScheme() + "://" + uri.getRawAuthority();
  }

  void common(HttpServerRequest request, MultiMap response) {
    String origin = request.getHeader("Origin");
    String allowed;
    if (origins.isEmpty()) {
      allowed = origin == null ? "*" : origin;
    } else {
      allowed = origins.contains(origin) ? origin : origins.get(0);
    }
    response.set("Access-Control-Allow-Origin", allowed);
    response.set("Access-Control-Allow-Credentials", "true");
  }

  /** For the answer to OPTIONS. */
  void preflight(HttpServerRequest request, String methods, MultiMap response) {
    String asked = request.getHeader("Access-Control-Request-Headers");
    response.set("Allow", methods);
    response.set("Access-Control-Allow-Methods", methods);
    response.set("Access-Control-Allow-Headers", asked == null ? "Content-Type" : asked);
  }
}
