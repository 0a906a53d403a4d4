package io.quong.dataplane.path;

import io.netty.buffer.Unpooled;
import io.quong.dataplane.error.ProxyError;
import io.quong.dataplane.error.StatusText;
import io.quong.dataplane.http.HeaderBlock;
import io.quong.dataplane.http.HeaderName;
import io.quong.dataplane.http.HttpVersion;
import java.nio.charset.StandardCharsets;

/** Answers a request that may not use the route that it matched. */
final class ProtocolCheck {
  private ProtocolCheck() {}

  /** The answer to a request that came by the wrong protocol; null for a right one. */
  static MadeAnswer refuse(HttpExchange exchange) {
    ProtocolRefusal refusal =
        ProtocolRefusal.of(
            exchange.route(),
            exchange.forwarded.proto().equals("https"),
            exchange.head.headers().get(HeaderName.CONTENT_TYPE),
            exchange.head.version() == HttpVersion.HTTP_2);
    if (refusal == null) {
      return null;
    }
    return switch (refusal) {
      case HTTPS_REQUIRED -> redirect(exchange, exchange.route().httpsRedirectStatusCode());
      case NOT_GRPC -> MadeAnswer.of(exchange, ProxyError.NOT_GRPC, null);
      case HTTP2_REQUIRED -> MadeAnswer.of(exchange, ProxyError.HTTP2_REQUIRED, null);
      case GRPCS_REQUIRED -> grpcs();
    };
  }

  private static MadeAnswer grpcs() {
    HeaderBlock headers = new HeaderBlock();
    headers.add("content-type", "application/grpc");
    headers.add("grpc-status", "1");
    headers.add("grpc-message", "gRPC request matched gRPCs route");
    return new MadeAnswer(200, "OK", headers, Unpooled.EMPTY_BUFFER, false);
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
