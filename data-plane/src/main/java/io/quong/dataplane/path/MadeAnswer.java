package io.quong.dataplane.path;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.quong.dataplane.error.ErrorBodies;
import io.quong.dataplane.error.ErrorFormat;
import io.quong.dataplane.error.ProxyError;
import io.quong.dataplane.error.StatusText;
import io.quong.dataplane.http.HeaderBlock;
import io.quong.dataplane.http.HeaderName;
import io.quong.dataplane.http.HttpVersion;
import io.quong.dataplane.http.Refusal;
import io.quong.plugin.Answer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Status, headers and body of an answer that the gateway makes, shaped for the client that gets it.
 *
 * @param headers without the length
 * @param body owned by the answer
 * @param close whether the connection ends with it
 */
record MadeAnswer(int status, String reason, HeaderBlock headers, ByteBuf body, boolean close) {
  private static final String JSON = "application/json; charset=utf-8";

  /** What a plugin answers. */
  static MadeAnswer of(HttpExchange exchange, Answer answer) {
    HeaderBlock headers = new HeaderBlock();
    List<String> given = answer.headers();
    for (int i = 0; i < given.size(); i += 2) {
      if (!HeaderName.TRANSFER_ENCODING.toString().equalsIgnoreCase(given.get(i))) {
        // A name may stand there more than once.
        headers.add(given.get(i), given.get(i + 1).isEmpty() ? " " : given.get(i + 1));
      }
    }
    ResponseHeaders.charset(headers);
    Answer.Body body = answer.body();
    if (exchange.grpc()) {
      return grpc(answer, headers);
    }
    ByteBuf bytes = Unpooled.EMPTY_BUFFER;
    if (body instanceof Answer.Body.Empty) {
      bytes = empty(exchange, answer.status(), headers, ServerPage.errorPage(answer.status()));
    } else if (body instanceof Answer.Body.Page) {
      bytes = empty(exchange, answer.status(), headers, ServerPage.exitPage(answer.status()));
    } else if (body instanceof Answer.Body.Json json) {
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
    return new MadeAnswer(
        answer.status(), StatusText.reason(answer.status()), headers, bytes, false);
  }

  /** What the gateway says of a failure; a null message is the failure's own. */
  static MadeAnswer of(HttpExchange exchange, ProxyError error, String message) {
    HeaderBlock headers = new HeaderBlock();
    String text = message == null ? error.message() : message;
    boolean own = error.family() == ProxyError.Family.A;
    // Who says what it accepts gets that, also over gRPC, as nginx's error pages have it in Kong.
    if (exchange.grpc() && (own || !namesAnotherType(exchange.head.headers()))) {
      int code = StatusText.grpcCode(error.status());
      if (own) {
        headers.add(HeaderName.CONTENT_TYPE, "application/grpc");
      }
      headers.add("grpc-status", Integer.toString(code));
      headers.add("grpc-message", own ? StatusText.grpcName(code) : text);
      return new MadeAnswer(
          error.status(), StatusText.reason(error.status()), headers, Unpooled.EMPTY_BUFFER, false);
    }
    ByteBuf body = page(exchange, headers, error.family(), text);
    if (exchange.head.version() != HttpVersion.HTTP_2) {
      // On HTTP/2 such a header would be a fault of the stream.
      upgrade(error, headers);
    }
    return new MadeAnswer(
        error.status(),
        StatusText.reason(error.status()),
        headers,
        body,
        error == ProxyError.BAD_REQUEST);
  }

  private static boolean namesAnotherType(HeaderBlock asked) {
    String accept = asked.get(HeaderName.ACCEPT);
    return accept != null && !accept.startsWith("application/grpc");
  }

  private static void upgrade(ProxyError error, HeaderBlock headers) {
    if (error == ProxyError.HTTPS_REQUIRED) {
      headers.add(HeaderName.UPGRADE, "TLS/1.2, HTTP/1.1");
    } else if (error == ProxyError.HTTP2_REQUIRED) {
      headers.add(HeaderName.UPGRADE, "HTTP/2");
    }
  }

  /** To a request that the codec refused. */
  static MadeAnswer of(HttpExchange exchange, Refusal refusal) {
    HeaderBlock headers = new HeaderBlock();
    ByteBuf body;
    if (refusal.message() == null) {
      headers.add(HeaderName.CONTENT_TYPE, "text/html");
      body = Unpooled.copiedBuffer(refusal.page(), StandardCharsets.US_ASCII);
    } else {
      body = page(exchange, headers, ProxyError.Family.B, refusal.message());
    }
    return new MadeAnswer(refusal.status(), refusal.reason(), headers, body, true);
  }

  /** An empty answer, which nginx fills in where it knows the status. */
  private static ByteBuf empty(
      HttpExchange exchange, int status, HeaderBlock headers, boolean errorPage) {
    if (errorPage) {
      return page(exchange, headers, ProxyError.Family.B, StatusText.message(status));
    }
    String page = ServerPage.of(status);
    if (page == null) {
      return Unpooled.EMPTY_BUFFER;
    }
    type(headers, status < 400 ? "text/html" : "text/html; charset=UTF-8");
    return Unpooled.copiedBuffer(page, StandardCharsets.US_ASCII);
  }

  static ByteBuf page(
      HttpExchange exchange, HeaderBlock headers, ProxyError.Family family, String message) {
    HeaderBlock asked = exchange.head.headers();
    ErrorBodies bodies = exchange.loop.settings.errorBodies;
    ErrorFormat format =
        ErrorFormat.choose(
            family,
            asked.get(HeaderName.ACCEPT),
            asked.get(HeaderName.CONTENT_TYPE),
            bodies.standard());
    type(headers, format.contentType());
    return Unpooled.copiedBuffer(
        bodies.render(format, message, exchange.requestId()), StandardCharsets.UTF_8);
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
        answer.status(), StatusText.reason(answer.status()), headers, Unpooled.EMPTY_BUFFER, false);
  }

  private static void type(HeaderBlock headers, String type) {
    if (!headers.contains(HeaderName.CONTENT_TYPE)) {
      headers.add(HeaderName.CONTENT_TYPE, type);
    }
  }
}
