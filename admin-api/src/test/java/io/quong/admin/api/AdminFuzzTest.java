package io.quong.admin.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quong.admin.fixture.Client;
import io.quong.admin.fixture.TestAdminApi;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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
          "/schemas/routes/validate");
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
          "\"{vault://env/x}\"");

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
    for (int i = 0; i < REQUESTS; i++) {
      String method = pick(List.of("POST", "PUT", "PATCH", "DELETE", "GET"), random);
      String path = pick(PATHS, random);
      boolean form = random.nextInt(4) == 0;
      String body = form ? form(random) : object(random, 3);
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.port() + path))
                  .header(
                      "Content-Type",
                      form ? "application/x-www-form-urlencoded" : "application/json")
                  .method(method, HttpRequest.BodyPublishers.ofString(body))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertTrue(
          answer.statusCode() < 500,
          () -> method + " " + path + " " + body + " => " + answer.statusCode());
    }
    everythingCanStillBeRead();
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
            "/quong/lint")) {
      assertEquals(
          200, lists.get(path + (path.contains("lint") ? "" : "?size=1000")).status(), path);
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
