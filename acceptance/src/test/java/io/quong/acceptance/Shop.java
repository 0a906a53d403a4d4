package io.quong.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import redis.embedded.RedisServer;

/** {@code examples/shop}, started by its own script, with a Redis of the test's. */
final class Shop implements AutoCloseable {
  static final Path EXAMPLE = Installation.HOME.resolve("examples/shop");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int START_SECONDS = 180;

  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<String, String> addresses = new HashMap<>();
  private final Path folder;
  private final RedisServer redis;
  private final int redisPort;

  /** An answer, with its body as it came. */
  record Reply(int status, HttpResponse<String> whole) {
    String header(String name) {
      return whole.headers().firstValue(name).orElse(null);
    }

    String text() {
      return whole.body();
    }

    JsonNode json() {
      try {
        return JSON.readTree(text());
      } catch (IOException e) {
        throw new AssertionError(text(), e);
      }
    }
  }

  Shop(Path folder) throws IOException, InterruptedException {
    this.folder = folder;
    redisPort = Ports.free(1)[0];
    redis = RedisServer.newRedisServer().port(redisPort).setting("save \"\"").build();
    redis.start();
    String output = run("start");
    for (String line : Files.readAllLines(home().resolve("addresses"))) {
      String[] pair = line.split("=", 2);
      addresses.put(pair[0], pair[1]);
    }
    if (addresses.isEmpty()) {
      throw new AssertionError(output);
    }
  }

  /** Where it keeps its files: under the folder that commands of its README run in. */
  Path home() {
    return folder.resolve(".quong");
  }

  private String run(String verb) throws IOException, InterruptedException {
    Path output = Files.createTempFile("shop-", ".out");
    ProcessBuilder script = new ProcessBuilder(EXAMPLE.resolve("run").toString(), verb);
    script.environment().put("SHOP_HOME", home().toString());
    script.environment().put("REDIS_URL", "redis://127.0.0.1:" + redisPort);
    Process process = script.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    if (!process.waitFor(START_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new AssertionError("run " + verb + ": " + Files.readString(output));
    }
    return Files.readString(output);
  }

  /** A verb of the launcher for this installation. */
  void quong(String... arguments) throws IOException, InterruptedException {
    ProcessBuilder command = new ProcessBuilder(Installation.HOME.resolve("quong").toString());
    command.command().addAll(java.util.List.of(arguments));
    command.environment().put("KONG_PREFIX", home().resolve("prefix").toString());
    command.redirectErrorStream(true).redirectOutput(home().resolve("verb.log").toFile());
    if (!command.start().waitFor(START_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("quong " + String.join(" ", arguments) + " did not end");
    }
  }

  /** Of GATEWAY, ADMIN, STATUS, USERS, ORDERS, PRODUCTS, SHIPPING. */
  String address(String name) {
    return addresses.get(name);
  }

  Reply get(String path, String... headers) {
    return send("GET", address("GATEWAY") + path, null, headers);
  }

  Reply post(String path, String body, String... headers) {
    return send("POST", address("GATEWAY") + path, body, headers);
  }

  /** A write to the Admin API. */
  Reply admin(String path, String json) {
    return send("POST", address("ADMIN") + path, json, "Content-Type", "application/json");
  }

  /** A GET of another listener: ADMIN or STATUS. */
  Reply ask(String listener, String path) {
    return send("GET", address(listener) + path, null);
  }

  /**
   * @param body null for none
   * @param headers name and value, in turn
   */
  Reply send(String method, String url, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(Duration.ofSeconds(30))
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
      return new Reply(response.statusCode(), response);
    } catch (IOException e) {
      throw new AssertionError(url, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** An {@code Authorization} header's value; negative seconds make a token that has expired. */
  String bearer(String user, int seconds) {
    return "Bearer "
        + send(
                "POST",
                address("USERS") + "/auth/login",
                "{\"username\":\"" + user + "\",\"expires_in\":" + seconds + "}")
            .json()
            .get("access_token")
            .asText();
  }

  String bearer(String user) {
    return bearer(user, 3600);
  }

  /** Tells a service to fail while the work is done: {@code status=500}, {@code delay=3000}. */
  void faulty(String service, String fault, Runnable work) {
    send("PUT", address(service) + "/_fault?" + fault, null);
    try {
      work.run();
    } finally {
      send("DELETE", address(service) + "/_fault", null);
    }
  }

  /** What the service saw last. */
  JsonNode last(String service) {
    return send("GET", address(service) + "/_last", null).json();
  }

  int count(String service) {
    return send("GET", address(service) + "/_count", null).json().asInt();
  }

  /**
   * Fills the breaker's window with good answers, after it has closed. Waits as long as an answer
   * says: to ask without a pause would only empty the token bucket.
   */
  void heal(String path, String... headers) {
    int[] good = {0};
    Processes.await(
        () -> {
          Reply reply = get(path, headers);
          good[0] = reply.status() == 200 ? good[0] + 1 : 0;
          String later = reply.header("Retry-After");
          if (later != null) {
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(Long.parseLong(later)));
          }
          return good[0] >= 10;
        },
        80);
  }

  /** How the breaker of a service stands; null before it was asked. */
  String breaker(String service) {
    JsonNode all = ask("STATUS", "/quong/circuit-breakers").json();
    for (JsonNode each : all.path("data")) {
      if (each.path("service").asText().equals(service)) {
        return each.path("state").asText();
      }
    }
    return null;
  }

  /** The line of the access log that has the text, once it is there. */
  JsonNode logged(String text) throws IOException {
    String[] found = new String[1];
    Processes.await(
        () -> {
          found[0] = line(text);
          return found[0] != null;
        },
        10);
    return JSON.readTree(found[0]);
  }

  private String line(String text) {
    try {
      return Files.readAllLines(home().resolve("access.log")).stream()
          .filter(each -> each.contains(text))
          .findFirst()
          .orElse(null);
    } catch (IOException notYet) {
      return null;
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    run("stop");
    redis.stop();
  }
}
