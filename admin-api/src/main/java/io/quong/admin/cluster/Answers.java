package io.quong.admin.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.cluster.ClusterWire;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;

/** Bodies of requests and answers on the cluster listener. */
final class Answers {
  private Answers() {}

  static void message(HttpServerRequest request, int status, String message) {
    message(request.response(), status, message);
  }

  static void message(HttpServerResponse response, int status, String message) {
    if (!response.ended() && !response.closed()) {
      ObjectNode body = JsonNodeFactory.instance.objectNode().put("message", message);
      json(response.setStatusCode(status), body);
    }
  }

  static void json(HttpServerResponse response, JsonNode body) {
    if (!response.ended() && !response.closed()) {
      response.putHeader("Content-Type", "application/json; charset=utf-8").end(body.toString());
    }
  }

  /** The body as JSON; fails with {@link IllegalArgumentException} when it is none. */
  static Future<JsonNode> body(HttpServerRequest request) {
    Promise<JsonNode> whole = Promise.promise();
    Buffer body = Buffer.buffer();
    request.handler(
        piece -> {
          if (body.length() + piece.length() <= ClusterWire.MAX_REQUEST) {
            body.appendBuffer(piece);
          } else if (whole.tryFail(new IllegalArgumentException("the body is too large"))) {
            request.response().putHeader("Connection", "close");
          }
        });
    request.exceptionHandler(whole::tryFail);
    request.endHandler(
        unused -> {
          try {
            whole.tryComplete(ClusterWire.JSON.readTree(body.getBytes()));
          } catch (IOException e) {
            whole.tryFail(new IllegalArgumentException("the body is not JSON"));
          }
        });
    return whole.future();
  }
}
