package io.quong.dataplane.path;

import io.netty.buffer.Unpooled;
import io.quong.dataplane.error.ProxyError;
import io.quong.dataplane.error.StatusText;
import io.quong.dataplane.http.HeaderBlock;
import io.quong.dataplane.http.HeaderName;
import io.quong.dataplane.http.HttpVersion;
import io.quong.entity.Route;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Whether a request may use the route that it matched: protocols are no part of matching. */
final class ProtocolCheck {
  private ProtocolCheck() {}

  /** The answer to a request that came by the wrong protocol; null for a right one. */
  static MadeAnswer refuse(HttpExchange exchange) {
    Route route = exchange.route();
    Set<String> protocols = route.protocols();
    if (protocols == null) {
      return null;
    }
    boolean https = exchange.forwarded.proto().equals("https");
    if (protocols.contains("https") && !protocols.contains("http") && !https) {
      return redirect(exchange, route.httpsRedirectStatusCode());
    }
    if (protocols.contains("grpc") || protocols.contains("grpcs")) {
      String type = exchange.head.headers().get(HeaderName.CONTENT_TYPE);
      if (type == null || !type.startsWith("application/grpc")) {
        return MadeAnswer.of(exchange, ProxyError.NOT_GRPC, null);
      }
      if (exchange.head.version() != HttpVersion.HTTP_2) {
        return MadeAnswer.of(exchange, ProxyError.HTTP2_REQUIRED, null);
      }
      if (!protocols.contains("grpc") && !https) {
        HeaderBlock headers = new HeaderBlock();
        headers.add("content-type", "application/grpc");
        headers.add("grpc-status", "1");
        headers.add("grpc-message", "gRPC request matched gRPCs route");
        return new MadeAnswer(200, "OK", headers, Unpooled.EMPTY_BUFFER, false);
      }
    }
    return null;
  }

  private static MadeAnswer redirect(HttpExchange exchange, Integer status) {
    if (status == null || status == 426) {
      return MadeAnswer.of(exchange, ProxyError.HTTPS_REQUIRED, null);
    }
    HeaderBlock headers = new HeaderBlock();
    headers.add("Location", "https://" + exchange.forwarded.host() + exchange.target.raw());
    headers.add("Content-Type", "text/html");
    return new MadeAnswer(
        status,
        StatusText.reason(status),
        headers,
        Unpooled.copiedBuffer(ServerPage.of(status), StandardCharsets.US_ASCII),
        false);
  }
}
