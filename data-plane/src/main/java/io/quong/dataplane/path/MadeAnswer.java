package io.quong.dataplane.path;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.quong.dataplane.error.ErrorFormat;
import io.quong.dataplane.error.ProxyError;
import io.quong.dataplane.error.StatusText;
import io.quong.dataplane.http.HeaderBlock;
import io.quong.dataplane.http.HeaderName;
import io.quong.plugin.Answer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Status, headers and body of an answer that the gateway makes, shaped for the client that gets it.
 *
 * @param headers without the length
 * @param body owned by the answer
 */
record MadeAnswer(int status, String reason, HeaderBlock headers, ByteBuf body) {
  private static final String JSON = "application/json; charset=utf-8";

  /** What a plugin answers. */
  static MadeAnswer of(HttpExchange exchange, Answer answer) {
    HeaderBlock headers = new HeaderBlock();
    List<String> given = answer.headers();
    for (int i = 0; i < given.size(); i += 2) {
      if (!HeaderName.TRANSFER_ENCODING.toString().equalsIgnoreCase(given.get(i))) {
        headers.set(given.get(i), given.get(i + 1).isEmpty() ? " " : given.get(i + 1));
      }
    }
    Answer.Body body = answer.body();
    if (exchange.grpc()) {
      return grpc(answer, headers);
    }
    ByteBuf bytes = Unpooled.EMPTY_BUFFER;
    if (body instanceof Answer.Body.Json json) {
      bytes = Unpooled.wrappedBuffer(json.value().toString().getBytes(StandardCharsets.UTF_8));
      type(headers, JSON);
    } else if (body instanceof Answer.Body.Text text) {
      bytes = Unpooled.copiedBuffer(text.value(), StandardCharsets.UTF_8);
    } else if (body instanceof Answer.Body.Buffer buffer) {
      bytes = buffer.value();
    } else if (body instanceof Answer.Body.ErrorPage page) {
      String message =
          page.message() == null ? StatusText.message(answer.status()) : page.message();
      bytes = page(exchange, headers, ProxyError.Family.A, message);
    }
    return new MadeAnswer(answer.status(), StatusText.reason(answer.status()), headers, bytes);
  }

  /** What the gateway says of a failure; a null message is the failure's own. */
  static MadeAnswer of(HttpExchange exchange, ProxyError error, String message) {
    HeaderBlock headers = new HeaderBlock();
    String text = message == null ? error.message() : message;
    if (exchange.grpc()) {
      int code = StatusText.grpcCode(error.status());
      boolean own = error.family() == ProxyError.Family.A;
      if (own) {
        headers.add(HeaderName.CONTENT_TYPE, "application/grpc");
      }
      headers.add("grpc-status", Integer.toString(code));
      headers.add("grpc-message", own ? StatusText.grpcName(code) : text);
      return new MadeAnswer(
          error.status(), StatusText.reason(error.status()), headers, Unpooled.EMPTY_BUFFER);
    }
    ByteBuf body = page(exchange, headers, error.family(), text);
    if (error == ProxyError.HTTPS_REQUIRED) {
      headers.add(HeaderName.UPGRADE, "TLS/1.2, HTTP/1.1");
    } else if (error == ProxyError.HTTP2_REQUIRED) {
      headers.add(HeaderName.UPGRADE, "HTTP/2");
    }
    return new MadeAnswer(error.status(), StatusText.reason(error.status()), headers, body);
  }

  /** A small page of nginx's own. */
  static MadeAnswer html(int status, String reason, String page, HeaderBlock headers) {
    headers.add(HeaderName.CONTENT_TYPE, "text/html");
    return new MadeAnswer(
        status, reason, headers, Unpooled.copiedBuffer(page, StandardCharsets.US_ASCII));
  }

  static ByteBuf page(
      HttpExchange exchange, HeaderBlock headers, ProxyError.Family family, String message) {
    HeaderBlock asked = exchange.head.headers();
    ErrorFormat format =
        ErrorFormat.choose(
            family,
            asked.get(HeaderName.ACCEPT),
            asked.get(HeaderName.CONTENT_TYPE),
            exchange.loop.settings.defaultErrorFormat);
    type(headers, format.contentType());
    return Unpooled.copiedBuffer(
        format.render(message, exchange.requestId()), StandardCharsets.UTF_8);
  }

  private static MadeAnswer grpc(Answer answer, HeaderBlock headers) {
    int code = StatusText.grpcCode(answer.status());
    if (!headers.contains("grpc-status")) {
      headers.add("grpc-status", Integer.toString(code));
    }
    String message = StatusText.grpcName(code);
    Answer.Body body = answer.body();
    if (body instanceof Answer.Body.ErrorPage) {
      type(headers, "application/grpc");
    } else if (body instanceof Answer.Body.Json json) {
      JsonNode own = json.value().get("message");
      message = own == null ? message : own.asText();
    } else if (body instanceof Answer.Body.Text text) {
      message = text.value();
    } else if (body instanceof Answer.Body.Buffer buffer) {
      buffer.value().release();
    }
    headers.set("grpc-message", message);
    return new MadeAnswer(
        answer.status(), StatusText.reason(answer.status()), headers, Unpooled.EMPTY_BUFFER);
  }

  private static void type(HeaderBlock headers, String type) {
    if (!headers.contains(HeaderName.CONTENT_TYPE)) {
      headers.add(HeaderName.CONTENT_TYPE, type);
    }
  }
}
