package io.quong.plugins.errorformat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.quong.plugin.ClientResponse.Source;
import io.quong.plugin.Exchange;
import io.quong.plugin.message.ByteText;
import io.quong.plugin.message.Json;

/** The formats that are always the same. */
enum KnownFormat implements Rewriter {
  /** {@code {"error":…,"message":…}}, for what fails in the gateway or behind it. */
  ARTICLE("application/json; charset=utf-8") {
    @Override
    public boolean takes(Exchange exchange) {
      int status = exchange.response().status();
      boolean unmatched = status == 404 && exchange.response().source() == Source.ERROR;
      return unmatched || status == 500 || (status >= 502 && status <= 504);
    }

    @Override
    public String body(Exchange exchange, String message) {
      ObjectNode body = JsonNodeFactory.instance.objectNode();
      int status = exchange.response().status();
      if (status == 404) {
        body.put("error", "not_found")
            .put("message", "no route for this request")
            .put("method", exchange.request().method())
            .put("path", ByteText.unicode(exchange.request().path()));
      } else if (status == 500) {
        body.put("error", "internal_error")
            .put("message", "an unexpected error occurred")
            .put("requestId", exchange.requestId());
      } else {
        body.put("error", "service_unavailable")
            .put("message", message == null ? "the service is unavailable" : message);
      }
      return Json.text(body);
    }
  },

  /** RFC 9457, for every answer of the gateway's that is an error. */
  PROBLEM("application/problem+json") {
    @Override
    public boolean takes(Exchange exchange) {
      return exchange.response().status() >= 400;
    }

    @Override
    public String body(Exchange exchange, String message) {
      int status = exchange.response().status();
      ObjectNode body = JsonNodeFactory.instance.objectNode();
      body.put("type", "about:blank")
          .put("title", HttpResponseStatus.valueOf(status).reasonPhrase())
          .put("status", status);
      if (message != null) {
        body.put("detail", message);
      }
      body.put("instance", ByteText.unicode(exchange.request().path()))
          .put("request_id", exchange.requestId());
      return Json.text(body);
    }
  };

  private final String contentType;

  KnownFormat(String contentType) {
    this.contentType = contentType;
  }

  @Override
  public String contentType(Exchange exchange) {
    return contentType;
  }
}
