package io.quong.acceptance;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every place that takes a secret has a marked one, errors are provoked wherever they can be, all
 * is logged at debug: no mark stands in a log, an answer to a client, metrics, an explanation or
 * the status API.
 */
class SecretsIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path KEYS = Path.of("conformance", "keys");

  /** What the plugins' own rules want besides what their schemas tell. */
  private static final Map<String, Map<String, Object>> NEEDED =
      Map.ofEntries(
          Map.entry("acme", Map.of("account_email", "a@b.test", "tos_accepted", true)),
          Map.entry("ai-proxy", model("")),
          Map.entry("ai-request-transformer", model("llm.")),
          Map.entry("ai-response-transformer", model("llm.")),
          Map.entry("datadog", Map.of("host", "127.0.0.1")),
          Map.entry(
              "jwt-bearer",
              Map.of(
                  "jwks_uri", "http://127.0.0.1:9/jwks",
                  "revocation.redis.host", "127.0.0.1",
                  "revocation.redis.port", 9)),
          Map.entry("oauth2", Map.of("enable_client_credentials", true)),
          Map.entry("rate-limiting", redis(Map.of("minute", 5, "policy", "redis"))),
          Map.entry("token-bucket", redis(Map.of())),
          Map.entry(
              "response-ratelimiting",
              redis(Map.of("limits", Map.of("a", Map.of("minute", 5)), "policy", "redis"))));

  @TempDir Path folder;
  private final MarkedConfig marks = new MarkedConfig();

  /** Texts that people get to see, by what they are. */
  private final Map<String, String> seen = new TreeMap<>();

  private EchoUpstream upstream;
  private Installation quong;

  private static Map<String, Object> model(String at) {
    return Map.of(
        at + "auth.param_name", "k",
        at + "auth.param_location", "query",
        at + "route_type", "llm/v1/chat",
        at + "model.provider", "openai",
        at + "model.name", "m",
        at + "model.options.upstream_url", "http://127.0.0.1:9/x");
  }

  private static Map<String, Object> redis(Map<String, Object> more) {
    Map<String, Object> all = new TreeMap<>(more);
    all.put("redis.host", "127.0.0.1");
    all.put("redis.port", 9);
    return all;
  }

  @BeforeEach
  void start() throws IOException {
    upstream = new EchoUpstream();
    quong =
        new Installation(folder)
            .set("KONG_LOG_LEVEL", "debug")
            .set("QUONG_CLUSTER_SECRET", marks.mark("cluster secret") + "-0123")
            .set("QUONG_NODE_KEY", marks.mark("node key") + "-01234567")
            .set("KONG_REQUEST_DEBUG_TOKEN", marks.mark("debug token"))
            .set("MARKED_SECRET", marks.mark("vault"))
            .start();
  }

  @AfterEach
  void stop() {
    quong.close();
    upstream.close();
  }

  @Test
  void noSecretIsToldAnywhere() throws Exception {
    service("s", upstream.port());
    service("dead", Ports.free(1)[0]);
    List<String> plugins = plugins();
    assertTrue(plugins.size() >= 16, plugins.toString());
    credentials();
    certificates();
    String version = vault();
    given().get(quong.admin() + "/quong/nodes?wait=30&version=" + version).then().statusCode(200);
    plugins.forEach(this::requests);
    authentication();
    views(plugins);
    logs();
    List<String> told = new ArrayList<>();
    marks
        .places()
        .forEach(
            (mark, place) ->
                seen.forEach(
                    (where, text) -> {
                      if (text.contains(mark)) {
                        told.add(place + " in " + where);
                      }
                    }));
    assertEquals(List.of(), told);
  }

  private Response admin(String method, String path, JsonNode body) {
    RequestSpecification request = given();
    if (body != null) {
      request.contentType(ContentType.JSON).body(body.toString());
    }
    return request.request(method, quong.admin() + path);
  }

  private static ObjectNode json(Object... namesAndValues) {
    ObjectNode json = JSON.createObjectNode();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      json.set((String) namesAndValues[i], JSON.valueToTree(namesAndValues[i + 1]));
    }
    return json;
  }

  /** What was answered counts as seen when it is an error: only that is shown to others. */
  private void refused(String what, Response response) {
    assertTrue(response.statusCode() >= 400, () -> what + " " + response.statusCode());
    seen.merge("error: " + what, response.asString(), String::concat);
  }

  private void service(String name, int port) {
    ObjectNode body = json("url", "http://127.0.0.1:" + port, "retries", 0);
    admin("PUT", "/services/" + name, body).then().statusCode(200);
  }

  private List<String> plugins() throws IOException {
    List<String> made = new ArrayList<>();
    JsonNode enabled = JSON.readTree(admin("GET", "/plugins/enabled", null).asString());
    for (JsonNode name : enabled.get("enabled_plugins")) {
      String plugin = name.asText();
      JsonNode schema = JSON.readTree(admin("GET", "/schemas/plugins/" + plugin, null).asString());
      ObjectNode config = marks.of(plugin, schema);
      if (config == null) {
        continue;
      }
      NEEDED
          .getOrDefault(plugin, Map.of())
          .forEach((path, value) -> MarkedConfig.set(config, path, value));
      String service = made.size() % 4 == 3 ? "dead" : "s";
      admin(
              "PUT",
              "/services/" + service + "/routes/r-" + plugin,
              json("paths", List.of("/p-" + plugin)))
          .then()
          .statusCode(200);
      ObjectNode instance = json("name", plugin, "config", config);
      String owner = plugin.equals("acme") ? "/plugins" : "/routes/r-" + plugin + "/plugins";
      Response response = admin("POST", owner, instance);
      assertEquals(201, response.statusCode(), () -> plugin + " " + response.asString());
      made.add(plugin);
      String path = "/plugins/" + response.jsonPath().getString("id");
      ObjectNode wrong = config.deepCopy().put("no_such_field", 1);
      refused(plugin, admin("PATCH", path, json("config", wrong)));
      refused(plugin, admin("PATCH", path, json("config", config, "protocols", List.of("x"))));
      refused(plugin, admin("POST", owner, instance));
      ObjectNode kinds = JSON.createObjectNode();
      config
          .fieldNames()
          .forEachRemaining(each -> kinds.set(each, JSON.createArrayNode().add(true)));
      refused(plugin, admin("PATCH", path, json("config", kinds)));
    }
    return made;
  }

  private void credentials() {
    admin("PUT", "/consumers/c", json()).then().statusCode(anyOk());
    Map<String, ObjectNode> kinds =
        Map.of(
            "basic-auth/password", json("username", "u"),
            "hmac-auth/secret", json("username", "u"),
            "jwt/secret", json("key", "k"),
            "oauth2/client_secret", json("name", "a", "redirect_uris", List.of("http://x.test")));
    kinds.forEach(
        (kind, body) -> {
          String path = "/consumers/c/" + kind.substring(0, kind.indexOf('/'));
          String field = kind.substring(kind.indexOf('/') + 1);
          ObjectNode whole = body.deepCopy().put(field, marks.mark(kind));
          assertEquals(201, admin("POST", path, whole).statusCode(), kind);
          if (!kind.startsWith("oauth2")) {
            refused(kind, admin("POST", path, whole));
          }
          refused(kind, admin("POST", path, whole.deepCopy().put("no_such_field", 1)));
          refused(kind, admin("POST", path, whole.deepCopy().put("tags", true)));
          ObjectNode nested = body.deepCopy();
          nested.set(field, json("x", marks.mark(kind)));
          refused(kind, admin("POST", path, nested));
        });
    ObjectNode key = json("key", marks.mark("key-auth/key"));
    assertEquals(201, admin("POST", "/consumers/c/key-auth", key).statusCode());
    refused("key-auth", admin("POST", "/consumers/c/key-auth", key.deepCopy().put("x", 1)));
    for (String plugin : List.of("basic-auth", "hmac-auth", "jwt", "key-auth")) {
      admin("PUT", "/services/s/routes/a-" + plugin, json("paths", List.of("/a-" + plugin)));
      admin("POST", "/routes/a-" + plugin + "/plugins", json("name", plugin));
    }
  }

  private static org.hamcrest.Matcher<Integer> anyOk() {
    return org.hamcrest.Matchers.lessThan(300);
  }

  private void certificates() throws IOException {
    String certificate = Files.readString(KEYS.resolve("rsa-one-cert.pem"));
    String key = Files.readString(KEYS.resolve("rsa-one-key.pem"));
    String other = Files.readString(KEYS.resolve("rsa-two-key.pem"));
    marks.places().put(key.split("\n", -1)[3], "certificate key");
    marks.places().put(other.split("\n", -1)[3], "certificate key");
    ObjectNode good = json("cert", certificate, "key", key, "snis", List.of("k.test"));
    assertEquals(201, admin("POST", "/certificates", good).statusCode());
    refused("sni twice", admin("POST", "/certificates", good));
    ObjectNode broken = json("cert", certificate, "key", key.substring(0, 400));
    refused("broken key", admin("POST", "/certificates", broken));
    refused("other key", admin("POST", "/certificates", json("cert", certificate, "key", other)));
    refused("key as cert", admin("POST", "/certificates", json("cert", key, "key", certificate)));
    refused("key as ca", admin("POST", "/ca_certificates", json("cert", key)));
  }

  private String vault() {
    admin("PUT", "/services/s/routes/vault", json("paths", List.of("/vault")));
    ObjectNode config = json("secret_v1", "{vault://env/marked-secret}");
    ObjectNode plugin = json("name", "standard-webhooks", "config", config);
    admin("POST", "/routes/vault/plugins", plugin);
    ObjectNode aws =
        json("aws_key", "{vault://env/marked-secret}", "function_name", "f", "host", "127.0.0.1");
    return admin("POST", "/routes/vault/plugins", json("name", "aws-lambda", "config", aws))
        .header("X-Quong-Config-Version");
  }

  private void answer(String what, Response response) {
    seen.merge(
        "answer: " + what,
        response.statusCode() + " " + response.headers() + response.asString(),
        String::concat);
  }

  private void requests(String plugin) {
    String url = quong.proxy() + "/p-" + plugin;
    answer(plugin, given().get(url));
    answer(plugin, given().get(quong.proxy() + "/vault"));
    answer(
        plugin,
        given()
            .header("Authorization", "Bearer " + marks.mark("a bearer token"))
            .header("apikey", marks.mark("an apikey"))
            .header("Cookie", "session=" + marks.mark("a cookie"))
            .contentType(ContentType.JSON)
            .body("{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}")
            .post(url + "/x"));
  }

  private void authentication() {
    String wrong = "u:" + marks.mark("a wrong password");
    String basic = Base64.getEncoder().encodeToString(wrong.getBytes(StandardCharsets.US_ASCII));
    marks.places().put(basic, "a wrong login");
    Map<String, String> headers =
        Map.of(
            "basic-auth", "Basic " + basic,
            "jwt", "Bearer a.b." + marks.mark("a token"),
            "hmac-auth",
                "hmac username=\"u\", algorithm=\"hmac-sha1\", headers=\"date\","
                    + " signature=\""
                    + marks.mark("a signature")
                    + "\"");
    headers.forEach(
        (plugin, header) ->
            answer(
                plugin,
                given().header("Authorization", header).get(quong.proxy() + "/a-" + plugin)));
    answer(
        "key-auth",
        given().header("apikey", marks.mark("a wrong key")).get(quong.proxy() + "/a-key-auth"));
  }

  private void views(List<String> plugins) {
    for (String plugin : plugins) {
      ObjectNode described = json("method", "GET", "path", "/p-" + plugin, "host", "a.test");
      for (String type : List.of("application/json", "text/plain")) {
        Response explained =
            given()
                .accept(type)
                .contentType(ContentType.JSON)
                .body(described.toString())
                .post(quong.admin() + "/quong/explain");
        seen.put("explain: " + plugin + " " + type, explained.asString());
      }
    }
    for (String path : List.of("/metrics", "/status", "/", "/quong/status")) {
      seen.put("status API: " + path, given().get(quong.status() + path).asString());
    }
    for (String path : List.of("/", "/status", "/quong/nodes", "/quong/plugins", "/quong/lint")) {
      seen.put("Admin API: " + path, given().get(quong.admin() + path).asString());
    }
  }

  /** All files but the database's and the node's configuration, which holds what it runs by. */
  private void logs() throws IOException {
    String log = "logs/data-plane.log";
    Processes.await(() -> read(quong.prefix().resolve(log)).contains("could not process"), 30);
    try (Stream<Path> files = Files.walk(quong.prefix())) {
      files
          .filter(Files::isRegularFile)
          .filter(f -> !f.startsWith(quong.prefix().resolve("postgres")))
          .filter(f -> !f.startsWith(quong.prefix().resolve("config")))
          .forEach(f -> seen.put("file: " + quong.prefix().relativize(f), read(f)));
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException gone) {
      return "";
    }
  }
}
