import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;

/**
 * What the shop's four services have in common: an HTTP server that speaks JSON and can be told to fail.
 *
 * <pre>
 * PUT    /_fault?status=500     answers everything with that status
 * PUT    /_fault?delay=3000     answers that many milliseconds later
 * PUT    /_fault?close=true     closes the connection without an answer
 * DELETE /_fault                is well again
 * GET    /_last                 method, path, ids asked for and headers of the last request that came
 * GET    /_count                how many came
 * </pre>
 */
abstract class Upstream {
  private volatile int status;
  private volatile int delay;
  private volatile boolean close;
  private volatile String last = "null";
  private int count;

  /** One request; header names in any case. */
  record Request(String method, String path, Map<String, String> query, Headers headers, String body) {}

  /** Its answer: JSON text. */
  record Reply(int status, String json) {
    static Reply ok(String json) {
      return new Reply(200, json);
    }

    /** The JSON, or 404 for null. */
    static Reply found(String json) {
      return json == null ? new Reply(404, "{\"error\":\"not_found\"}") : ok(json);
    }
  }

  abstract Reply reply(Request request);

  /**
   * Serves until the process ends.
   *
   * @param arguments the port (0 for a free one), and a file to write the port to
   */
  void serve(String[] arguments) throws IOException {
    int port = Integer.parseInt(arguments[0]);
    HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", this::handle);
    server.start();
    if (arguments.length > 1) {
      Path file = Path.of(arguments[1]);
      Path written = Files.writeString(file.resolveSibling(file.getFileName() + ".new"), "" + server.getAddress().getPort());
      Files.move(written, file);
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String path = exchange.getRequestURI().getPath();
      Request request =
          new Request(
              exchange.getRequestMethod(), path, query(exchange.getRequestURI().getRawQuery()), exchange.getRequestHeaders(), body);
      Reply reply = path.startsWith("/_") ? control(request) : served(request);
      if (reply == null) {
        return;
      }
      byte[] json = (reply.json() + "\n").getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(reply.status(), json.length);
      exchange.getResponseBody().write(json);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private Reply served(Request request) throws InterruptedException {
    synchronized (this) {
      count++;
    }
    last =
        "{\"method\":\"%s\",\"path\":\"%s\",\"ids\":\"%s\",\"headers\":%s}"
            .formatted(request.method(), request.path(), request.query().getOrDefault("ids", ""), json(request.headers()));
    if (delay > 0) {
      Thread.sleep(delay);
    }
    if (close) {
      return null;
    }
    return status > 0 ? new Reply(status, "{\"error\":\"told to fail\"}") : reply(request);
  }

  private synchronized Reply control(Request request) {
    switch (request.path()) {
      case "/_last" -> {
        return Reply.ok(last);
      }
      case "/_count" -> {
        return Reply.ok("" + count);
      }
      default -> {
        boolean well = request.method().equals("DELETE");
        status = well ? 0 : Integer.parseInt(request.query().getOrDefault("status", "0"));
        delay = well ? 0 : Integer.parseInt(request.query().getOrDefault("delay", "0"));
        close = !well && request.query().containsKey("close");
        return Reply.ok("{\"status\":" + status + ",\"delay\":" + delay + ",\"close\":" + close + "}");
      }
    }
  }

  private static String json(Headers headers) {
    StringBuilder out = new StringBuilder("{");
    new TreeMap<>(headers)
        .forEach(
            (name, values) ->
                out.append(out.length() == 1 ? "" : ",")
                    .append('"')
                    .append(name.toLowerCase())
                    .append("\":\"")
                    .append(String.join(", ", values).replace("\\", "\\\\").replace("\"", "\\\""))
                    .append('"'));
    return out.append('}').toString();
  }

  private static Map<String, String> query(String raw) {
    Map<String, String> query = new LinkedHashMap<>();
    for (String each : raw == null ? new String[0] : raw.split("&")) {
      String[] pair = each.split("=", 2);
      query.put(pair[0], pair.length == 1 ? "" : URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
    }
    return query;
  }
}
