package io.quong.dataplane.path;

import io.quong.entity.Route;
import java.util.Set;

/** Why a request may not use the route that it matched: protocols are no part of matching. */
public enum ProtocolRefusal {
  /** The route is for TLS alone. */
  HTTPS_REQUIRED,
  /** The route is for gRPC, and the content type is another. */
  NOT_GRPC,
  /** The route is for gRPC, and the request came by HTTP/1. */
  HTTP2_REQUIRED,
  /** The route is for gRPC by TLS alone. */
  GRPCS_REQUIRED;

  /**
   * Null for a request that came by the right protocol.
   *
   * @param https whether it came by TLS, a trusted peer's word for it included
   * @param contentType the request's, or null
   */
  public static ProtocolRefusal of(Route route, boolean https, String contentType, boolean http2) {
    Set<String> protocols = route.protocols();
    if (protocols == null) {
      return null;
    }
    if (protocols.contains("https") && !protocols.contains("http") && !https) {
      return HTTPS_REQUIRED;
    }
    if (!protocols.contains("grpc") && !protocols.contains("grpcs")) {
      return null;
    }
    if (contentType == null || !contentType.startsWith("application/grpc")) {
      return NOT_GRPC;
    }
    if (!http2) {
      return HTTP2_REQUIRED;
    }
    return protocols.contains("grpc") || https ? null : GRPCS_REQUIRED;
  }
}
