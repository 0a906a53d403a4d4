package io.quong.plugins.errorformat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.quong.plugin.ClientResponse.Source;
import io.quong.plugin.Exchange;
import io.quong.plugin.message.ByteText;

/** A format of error bodies. */
enum Rewriter {
  /** {@code {"error":…,"message":…}}, for what fails in the gateway or behind it. */
  ARTICLE("application/json; charset=utf-8") {
    @Override
    boolean takes(Exchange exchange) {
      int status = exchange.response().status();
      boolean unmatched = status == 404 && exchange.response().source() == Source.ERROR;
      return unmatched || status == 500 || (status >= 502 && status <= 504);
    }

    @Override
    ObjectNode body(Exchange exchange, String message) {
      ObjectNode body = JsonNodeFactory.instance.objectNode();
      int status = exchange.response().status();
      if (status == 404) {
        return body.put("error", "not_found")
            .put("message", "no route for this request")
            .put("method", exchange.request().method())
            .put("path", ByteText.unicode(exchange.request().path()));
      }
      if (status == 500) {
        return body.put("error", "internal_error")
            .put("message", "an unexpected error occurred")
            .put("requestId", exchange.requestId());
      }
      return body.put("error", "service_unavailable")
          .put("message", message == null ? "the service is unavailable" : message);
    }
  },

  /** RFC 9457, for every answer of the gateway's that is an error. */
  PROBLEM("application/problem+json") {
    @Override
    boolean takes(Exchange exchange) {
      return exchange.response().status() >= 400;
    }

    @Override
    ObjectNode body(Exchange exchange, String message) {
      int status = exchange.response().status();
      ObjectNode body = JsonNodeFactory.instance.objectNode();
      body.put("type", "about:blank")
          .put("title", HttpResponseStatus.valueOf(status).reasonPhrase())
          .put("status", status);
      if (message != null) {
        body.put("detail", message);
      }
      return body.put("instance", ByteText.unicode(exchange.request().path()))
          .put("request_id", exchange.requestId());
    }
  };

  private final String contentType;

  Rewriter(String contentType) {
    this.contentType = contentType;
  }

  String contentType() {
    return contentType;
  }

  /** Whether it has a form of its own for the answer. */
  abstract boolean takes(Exchange exchange);

  /**
   * @param message what the answer said; null when it said nothing that can be read
   */
  abstract JsonNode body(Exchange exchange, String message);
}
