package io.quong.listen.status;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.settings.Settings;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/**
 * Answers on {@code status_listen}: {@code /status}, {@code /status/ready}, {@code /metrics}, and
 * on a node {@code /quong/explain} and {@code /quong/circuit-breakers}.
 */
public final class StatusApi implements Handler<HttpServerRequest> {
  /** The configuration version that runs: what {@code quong status} shows. */
  public static final String CONFIG_VERSION = "X-Quong-Config-Version";

  private static final Logger LOG = Logger.getLogger(StatusApi.class);
  private static final int MAX_BODY = 1_024;
  private static final int MAX_QUESTION = 65_536;
  private static final String EXPLAIN = "/quong/explain";
  private static final String BREAKERS = "/quong/circuit-breakers";
  private static final String JSON = "application/json; charset=utf-8";

  /** What can be asked of each path, in the order of {@code Allow}. */
  private static final Map<String, String> METHODS =
      new TreeMap<>(
          Map.of(
              "/status",
              "GET, HEAD, OPTIONS",
              "/status/ready",
              "GET, HEAD, OPTIONS, POST",
              "/status/dns",
              "GET, HEAD, OPTIONS",
              "/metrics",
              "GET, HEAD, OPTIONS",
              BREAKERS,
              "GET, HEAD, OPTIONS",
              EXPLAIN,
              "OPTIONS, POST"));

  private final StatusSource source;
  private final String server;
  private final Explainer explainer;
  private final boolean latency;
  private volatile boolean draining;

  /**
   * @param settings which of the headers are wanted
   * @param server what the header {@code Server} says
   */
  public StatusApi(StatusSource source, Settings settings, String server) {
    this(source, settings, server, null);
  }

  /**
   * @param explainer null where no requests go through
   */
  public StatusApi(StatusSource source, Settings settings, String server, Explainer explainer) {
    this.source = source;
    this.explainer = explainer;
    this.server = settings.headerEnabled("server") ? server : null;
    this.latency = settings.headerEnabled("x-kong-admin-latency");
  }

  /** From now on the program is not ready: it is about to stop. */
  public void drain() {
    draining = true;
  }

  @Override
  public void handle(HttpServerRequest request) {
    String path = request.path();
    if (path != null && path.length() > 1 && path.endsWith("/")) {
      path = path.substring(0, path.length() - 1);
    }
    String traced =
        path != null && path.startsWith(EXPLAIN + "/")
            ? path.substring(EXPLAIN.length() + 1)
            : null;
    String methods =
        path == null ? null : traced != null ? "GET, HEAD, OPTIONS" : METHODS.get(path);
    HttpServerResponse response = request.response();
    headers(request, response);
    if (methods == null || (path.startsWith(EXPLAIN) && explainer == null)) {
      message(request, 404, "Not found");
    } else if (request.method().equals(HttpMethod.OPTIONS)) {
      response.putHeader("Allow", methods).putHeader("Access-Control-Allow-Methods", methods);
      String asked = request.getHeader("Access-Control-Request-Headers");
      response.putHeader("Access-Control-Allow-Headers", asked == null ? "Content-Type" : asked);
      response.setStatusCode(204).end();
    } else if (request.method().equals(HttpMethod.POST) && path.equals("/status/ready")) {
      posted(request);
    } else if (path.equals(EXPLAIN)) {
      if (request.method().equals(HttpMethod.POST)) {
        explain(request);
      } else {
        message(request, 405, "Method not allowed");
      }
    } else if (request.method().equals(HttpMethod.GET)
        || request.method().equals(HttpMethod.HEAD)) {
      if (traced != null) {
        told(request, explainer.trace(traced, wantsText(request)));
      } else {
        get(path, request);
      }
    } else {
      message(request, 405, "Method not allowed");
    }
  }

  private void headers(HttpServerRequest request, HttpServerResponse response) {
    String origin = request.getHeader("Origin");
    response.putHeader("Access-Control-Allow-Origin", origin == null ? "*" : origin);
    response.putHeader(CONFIG_VERSION, Long.toString(source.configurationVersion()));
    if (server != null) {
      response.putHeader("Server", server);
    }
    if (latency) {
      response.putHeader("X-Kong-Admin-Latency", "0");
    }
  }

  private void get(String path, HttpServerRequest request) {
    switch (path) {
      case "/status" -> status(request);
      case "/status/ready" -> {
        String reason = draining ? "draining" : source.notReady();
        message(request, reason == null ? 200 : 503, reason == null ? "ready" : reason);
      }
      case "/metrics" -> metrics(request);
      case BREAKERS -> breakers(request);
      default -> message(request, 501, "not implemented with the legacy DNS client");
    }
  }

  private void status(HttpServerRequest request) {
    try {
      StatusBody body = StatusBody.of(request.getParam("unit"), request.getParam("scale"));
      end(request, 200, JSON, body.render(source).toString());
    } catch (StatusBody.BadQuery e) {
      message(request, 400, e.getMessage());
    }
  }

  private void metrics(HttpServerRequest request) {
    String text = source.metrics();
    if (text == null) {
      message(request, 404, "Not found");
    } else {
      end(request, 200, "text/plain; charset=UTF-8", text);
    }
  }

  private void breakers(HttpServerRequest request) {
    ObjectNode breakers = source.circuitBreakers();
    if (breakers == null) {
      message(request, 404, "Not found");
    } else {
      end(request, 200, JSON, breakers.toString());
    }
  }

  private void explain(HttpServerRequest request) {
    Buffer body = Buffer.buffer();
    request.handler(
        piece -> {
          if (body.length() <= MAX_QUESTION) {
            body.appendBuffer(piece);
          }
        });
    request.endHandler(
        end -> {
          if (body.length() > MAX_QUESTION) {
            message(request, 413, "Payload too large");
          } else {
            told(request, explainer.explain(body.toString(), wantsText(request)));
          }
        });
  }

  private static boolean wantsText(HttpServerRequest request) {
    String accept = request.getHeader("Accept");
    return accept != null && accept.startsWith("text/plain");
  }

  private static void told(HttpServerRequest request, Future<Explainer.Explained> answer) {
    answer
        .onSuccess(
            told ->
                end(
                    request,
                    told.status(),
                    told.text() ? "text/plain; charset=utf-8" : JSON,
                    told.body()))
        .onFailure(
            failed -> {
              LOG.errorf(failed, "%s %s failed", request.method(), request.path());
              message(request, 500, "An unexpected error occurred");
            });
  }

  private void posted(HttpServerRequest request) {
    Buffer body = Buffer.buffer();
    request.handler(
        piece -> {
          if (body.length() <= MAX_BODY) {
            body.appendBuffer(piece);
          }
        });
    request.endHandler(
        end -> {
          if (asksToDrain(request, body)) {
            drain();
            request.response().setStatusCode(204).end();
          } else {
            end(request, 400, "text/html; charset=utf-8", BAD_REQUEST);
          }
        });
  }

  private static boolean asksToDrain(HttpServerRequest request, Buffer body) {
    if (body.length() > MAX_BODY) {
      return false;
    }
    String text = body.toString().replaceAll("\\s", "");
    return "draining".equals(request.getParam("status"))
        || text.equals("status=draining")
        || text.equals("{\"status\":\"draining\"}");
  }

  private static final String BAD_REQUEST =
      "<html><head><title>400 Bad Request</title></head>"
          + "<body><h1>400 Bad Request</h1></body></html>\n";

  private static void message(HttpServerRequest request, int status, String message) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("message", message);
    end(request, status, JSON, body.toString());
  }

  private static void end(HttpServerRequest request, int status, String type, String body) {
    Buffer bytes = Buffer.buffer(body);
    HttpServerResponse response = request.response();
    response.setStatusCode(status).putHeader("Content-Type", type);
    response.putHeader("Content-Length", Integer.toString(bytes.length()));
    if (request.method().equals(HttpMethod.HEAD)) {
      response.end();
    } else {
      response.end(bytes);
    }
  }
}
