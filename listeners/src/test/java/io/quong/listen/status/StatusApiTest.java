package io.quong.listen.status;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quong.settings.Settings;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StatusApiTest {
  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client = HttpClient.newHttpClient();
  private volatile String notReady;
  private volatile Boolean database = true;
  private volatile String metrics;
  private int port;

  private final StatusSource source =
      new StatusSource() {
        @Override
        public String notReady() {
          return notReady;
        }

        @Override
        public ConnectionCounts connections() {
          return new ConnectionCounts(1, 2, 3, 4, 5, 6, 7);
        }

        @Override
        public Boolean databaseReachable() {
          return database;
        }

        @Override
        public String configurationHash() {
          return "00000000000000000000000000000000";
        }

        @Override
        public long configurationVersion() {
          return 12;
        }

        @Override
        public String metrics() {
          return metrics;
        }
      };

  @BeforeEach
  void start() {
    HttpServer server = vertx.createHttpServer();
    server.requestHandler(new StatusApi(source, Settings.defaults(), "quong/1"));
    port =
        server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().join().actualPort();
  }

  @AfterEach
  void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private HttpResponse<String> send(String method, String path, String body) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private String answer(String method, String path, String body) throws Exception {
    HttpResponse<String> response = send(method, path, body);
    return response.statusCode() + " " + response.body();
  }

  @Test
  void statusShowsConnectionsMemoryAndDatabase() throws Exception {
    HttpResponse<String> response = send("GET", "/status", "");
    assertEquals(
        "application/json; charset=utf-8",
        response.headers().firstValue("Content-Type").orElse(""));
    assertEquals("quong/1", response.headers().firstValue("Server").orElse(""));
    assertEquals("12", response.headers().firstValue(StatusApi.CONFIG_VERSION).orElse(""));
    JsonNode body = new ObjectMapper().readTree(response.body());
    assertEquals("{\"reachable\":true}", body.get("database").toString());
    assertEquals(
        "{\"connections_accepted\":1,\"connections_active\":3,\"connections_handled\":2,"
            + "\"connections_reading\":4,\"connections_writing\":5,\"connections_waiting\":6,"
            + "\"total_requests\":7}",
        body.get("server").toString());
    assertEquals(1, body.at("/memory/workers_lua_vms").size());
    database = null;
    JsonNode node = new ObjectMapper().readTree(send("GET", "/status/", "").body());
    assertEquals("00000000000000000000000000000000", node.get("configuration_hash").asText());
    assertEquals(false, node.has("database"));
  }

  @Test
  void unitAndScaleAreChecked() throws Exception {
    assertEquals(
        "400 {\"message\":\"invalid unit 'x' (expected 'k/K', 'm/M', or 'g/G')\"}",
        answer("GET", "/status?unit=x", ""));
    assertEquals(
        "400 {\"message\":\"scale must be equal or greater than 0\"}",
        answer("GET", "/status?scale=-1", ""));
    assertEquals(200, send("GET", "/status?scale=abc&unit=K", "").statusCode());
  }

  @Test
  void readyFollowsTheProgramUntilItDrains() throws Exception {
    assertEquals("200 {\"message\":\"ready\"}", answer("GET", "/status/ready", ""));
    notReady = "failed to connect to database";
    assertEquals(
        "503 {\"message\":\"failed to connect to database\"}", answer("GET", "/status/ready", ""));
    notReady = null;
    assertEquals(400, send("POST", "/status/ready", "status=off").statusCode());
    assertEquals("204 ", answer("POST", "/status/ready", "status=draining"));
    assertEquals("503 {\"message\":\"draining\"}", answer("GET", "/status/ready", ""));
  }

  @Test
  void metricsAreThereWhileThePluginIs() throws Exception {
    assertEquals("404 {\"message\":\"Not found\"}", answer("GET", "/metrics", ""));
    metrics = "kong_up 1\n";
    assertEquals("200 kong_up 1\n", answer("GET", "/metrics", ""));
  }

  @Test
  void otherPathsAndMethodsAreRefused() throws Exception {
    assertEquals("404 {\"message\":\"Not found\"}", answer("GET", "/services", ""));
    assertEquals("405 {\"message\":\"Method not allowed\"}", answer("POST", "/status", "{}"));
    assertEquals("200 ", answer("HEAD", "/status", ""));
    assertEquals(
        "GET, HEAD, OPTIONS, POST",
        send("OPTIONS", "/status/ready", "").headers().firstValue("Allow").orElse(""));
  }
}
