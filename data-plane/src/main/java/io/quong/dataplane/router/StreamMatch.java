package io.quong.dataplane.router;

import io.quong.entity.Route;
import io.quong.entity.Service;

/**
 * The route that a stream takes.
 *
 * @param service null for a route without a service and for one whose service speaks HTTP
 */
public record StreamMatch(Route route, Service service) {
  /** Whether TLS goes through as it is. */
  public boolean passesTls() {
    return route.protocols().contains("tls_passthrough");
  }
}
