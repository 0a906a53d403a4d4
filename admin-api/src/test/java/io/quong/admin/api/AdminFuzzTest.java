package io.quong.admin.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quong.admin.fixture.Client;
import io.quong.admin.fixture.TestAdminApi;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whatever comes, the Admin API answers, and never that it failed. */
class AdminFuzzTest {
  private static final int REQUESTS = Integer.getInteger("quong.fuzz.requests", 2_000);
  private static final List<String> PATHS =
      List.of(
          "/services",
          "/services/s",
          "/routes",
          "/routes/r/service",
          "/services/s/routes",
          "/services/s/plugins",
          "/plugins",
          "/consumers",
          "/consumers/c/key-auth",
          "/consumers/c/acls/g",
          "/upstreams",
          "/upstreams/u/targets",
          "/upstreams/u/targets/a.test:80",
          "/certificates",
          "/certificates/a.test",
          "/snis",
          "/ca_certificates",
          "/vaults",
          "/keys",
          "/key-sets/k/keys",
          "/tags/t",
          "/schemas/plugins/validate",
          "/quong/changes",
          "/quong/versions/1/rollback?dry_run=1",
          "/schemas/routes/validate",
          "/schemas/workspaces/validate",
          "/certificates/a.test/snis",
          "/routes/r/plugins",
          "/consumers/c/basic-auth",
          "/consumers/c/jwt/k",
          "/consumers/c/oauth2",
          "/acme_storage",
          "/sessions",
          "/oauth2_tokens",
          "/acls",
          "/hmac-auths/u/consumer",
          "/services/%2e%2e",
          "/services/%ff",
          "/consumers/a%2Fb",
          "/upstreams/u/health",
          "/debug/node/log-level/x",
          "/config");
  private static final List<String> NAMES =
      List.of(
          "id",
          "name",
          "host",
          "port",
          "url",
          "path",
          "paths",
          "tags",
          "protocols",
          "service",
          "config",
          "minute",
          "key",
          "username",
          "group",
          "target",
          "weight",
          "headers",
          "snis",
          "cert",
          "hash_on",
          "algorithm",
          "healthchecks",
          "active",
          "prefix",
          "jwk",
          "kid",
          "pem",
          "ttl",
          "created_at",
          "consumer",
          "route",
          "sources",
          "ip",
          "upstream",
          "changes",
          "operation",
          "kind",
          "entity",
          "enabled");
  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "0",
          "-1",
          "1.5",
          "1e309",
          "9007199254740993",
          "\"\"",
          "\"s\"",
          "\"http\"",
          "\"/a\"",
          "\"~/(\"",
          "\"a.test:80\"",
          "\"key-auth\"",
          "\"rate-limiting\"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"ü\"",
          "[]",
          "{}",
          "[null]",
          "[[]]",
          "[1,\"a\"]",
          "\"0a000000-0000-4000-8000-000000000001\"",
          "{\"id\":null}",
          "{\"name\":\"s\"}",
          "\"{vault://env/x}\"",
          "-0",
          "1" + "0".repeat(60),
          "\"" + "n".repeat(3_000) + "\"",
          "[".repeat(300) + "]".repeat(300),
          "{\"a\":".repeat(200) + "1" + "}".repeat(200),
          "\"\\u202e\\ufeff\"",
          "[\"http\",\"tcp\"]",
          "{\"id\":\"0a000000-0000-4000-8000-000000000001\"}");

  private static final List<String> METHODS =
      List.of(
          "POST",
          "PUT",
          "PATCH",
          "POST",
          "PUT",
          "PATCH",
          "DELETE",
          "GET",
          "HEAD",
          "OPTIONS",
          "PROPFIND",
          "get");
  private static final List<String> QUERIES =
      List.of(
          "size=2",
          "size=-1",
          "size=1e1&offset=x",
          "offset=WyIwYTAwMDAwMC0wMDAwLTQwMDAtODAwMC0wMDAwMDAwMDAwMDEiXQ",
          "offset=W10",
          "tags=a,b",
          "tags=%00",
          "tags=a/b,c",
          "tags",
          "custom_id=%00",
          "custom_id=%ff",
          "dry_run=1",
          "dry_run=x",
          "balancer_health=1",
          "=&&=",
          "%5B%5D=1");
  private static final List<String> OTHER_TYPES =
      List.of(
          "multipart/form-data; boundary=b",
          "multipart/form-data",
          "multipart/form-data; boundary=",
          "text/plain",
          "application/yaml",
          "application/json; charset=utf-16");
  private static final List<String> TAILS = List.of("", "}", "\"", "\u0000", "\u00ff", "]}");

  /** What the last requests may still hold, and then some. */
  private static final long MOST_GROWTH = 96_000_000;

  private static TestAdminApi api;

  @BeforeAll
  static void start() throws Exception {
    api = new TestAdminApi("fuzz", Guard.OPEN);
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  void neverFails() throws Exception {
    Random random = new Random(20_261_125);
    HttpClient client = HttpClient.newHttpClient();
    long before = 0;
    for (int i = 0; i < REQUESTS; i++) {
      if (i == REQUESTS / 10) {
        before = heap();
      }
      HttpRequest request = request(random);
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      int number = i;
      assertTrue(
          answer.statusCode() < 500,
          () -> number + ": " + request + " " + request.headers() + " => " + answer.statusCode());
    }
    everythingCanStillBeRead();
    long grown = heap() - before;
    assertTrue(grown < MOST_GROWTH, () -> "the heap grew by " + grown + " bytes");
  }

  private static HttpRequest request(Random random) {
    String method = pick(METHODS, random);
    String path = pick(PATHS, random);
    if (random.nextInt(4) == 0) {
      path += (path.contains("?") ? "&" : "?") + pick(QUERIES, random);
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.port() + path))
            .timeout(Duration.ofSeconds(20));
    String body =
        switch (random.nextInt(8)) {
          case 0, 1 -> {
            request.header("Content-Type", "application/x-www-form-urlencoded");
            yield form(random);
          }
          case 2 -> {
            request.header("Content-Type", pick(OTHER_TYPES, random));
            yield multipart(random);
          }
          case 3 -> {
            request.header("Content-Type", "application/json");
            String whole = object(random, 3);
            yield whole.substring(0, random.nextInt(whole.length())) + pick(TAILS, random);
          }
          default -> {
            request.header("Content-Type", "application/json");
            yield object(random, 3);
          }
        };
    if (random.nextInt(8) == 0) {
      request.header(
          pick(List.of("If-Match", "X-Forwarded-For", "Origin", "Kong-Admin-Token"), random),
          pick(List.of("\"x\"", "*", "", "a, b", "1".repeat(500)), random));
    }
    return request.method(method, HttpRequest.BodyPublishers.ofString(body)).build();
  }

  private static String multipart(Random random) {
    return "--b\r\nContent-Disposition: form-data; name=\""
        + pick(NAMES, random)
        + pick(List.of("", "[]", "[1]"), random)
        + "\"\r\n\r\n"
        + pick(VALUES, random)
        + pick(List.of("\r\n--b--\r\n", "\r\n--b", "", "\r\n--b\r\n\r\n--b--"), random);
  }

  private static long heap() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private static void everythingCanStillBeRead() throws Exception {
    Client lists = new Client(api.port());
    for (String path :
        List.of(
            "/services",
            "/routes",
            "/plugins",
            "/consumers",
            "/upstreams",
            "/certificates",
            "/snis",
            "/ca_certificates",
            "/vaults",
            "/keys",
            "/key-sets",
            "/key-auths",
            "/acls",
            "/tags",
            "/quong/versions",
            "/quong/lint",
            "/quong/openapi.json")) {
      assertEquals(
          200,
          lists.get(path + (path.matches(".*(lint|json)") ? "" : "?size=1000")).status(),
          path);
    }
  }

  private static <T> T pick(List<T> list, Random random) {
    return list.get(random.nextInt(list.size()));
  }

  private static String object(Random random, int depth) {
    StringBuilder out = new StringBuilder("{");
    int members = random.nextInt(4);
    for (int i = 0; i < members; i++) {
      out.append(i == 0 ? "" : ",").append('"').append(pick(NAMES, random)).append("\":");
      out.append(value(random, depth));
    }
    return out.append('}').toString();
  }

  private static String value(Random random, int depth) {
    int kind = depth == 0 ? 2 : random.nextInt(4);
    return switch (kind) {
      case 0 -> object(random, depth - 1);
      case 1 -> "[" + value(random, depth - 1) + "]";
      default -> pick(VALUES, random);
    };
  }

  private static String form(Random random) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < random.nextInt(5); i++) {
      out.append(pick(NAMES, random));
      out.append(pick(List.of("", "[]", "[1]", ".a", ".healthy.interval", "[x]", "["), random));
      out.append(pick(List.of("=", "=1", "=a&", "", "=%", "=%00&"), random)).append('&');
    }
    return out.toString();
  }
}
