package io.quong.acceptance;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** What a Kong user does first, against what {@code ./quong start} started. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FirstSessionIT {
  @TempDir static Path folder;
  static Installation quong;
  static EchoUpstream upstream;

  @BeforeAll
  static void start() throws Exception {
    upstream = new EchoUpstream();
    quong = new Installation(folder).start();
  }

  @AfterAll
  static void stop() {
    quong.close();
    upstream.close();
  }

  private static Response post(String path, String... form) {
    var request = given().contentType(ContentType.URLENC);
    for (int i = 0; i < form.length; i += 2) {
      request = request.formParam(form[i], form[i + 1]);
    }
    return request.post(quong.admin() + path);
  }

  /** Waits until every node runs what the write made. */
  private static void live(Response written) {
    String version = written.header("X-Quong-Config-Version");
    given().get(quong.admin() + "/quong/nodes?wait=5&version=" + version).then().statusCode(200);
  }

  @Test
  @Order(1)
  void aServiceAndARouteAreLive() {
    post("/services", "name", "example", "url", "http://127.0.0.1:" + upstream.port())
        .then()
        .statusCode(201)
        .body("name", equalTo("example"))
        .body("port", equalTo(upstream.port()))
        .body("retries", equalTo(5));
    Response route = post("/services/example/routes", "name", "r", "paths[]", "/hello");
    assertEquals(201, route.statusCode(), route.asString());
    live(route);
    given()
        .get(quong.proxy() + "/hello/world?a=1")
        .then()
        .statusCode(200)
        .header("Via", matchesPattern("1\\.1 quong/.*"))
        .header("X-Kong-Request-Id", matchesPattern("[0-9a-f]{32}"))
        .header("X-Kong-Proxy-Latency", matchesPattern("\\d+"))
        .body(equalTo("GET /world?a=1\n"));
  }

  @Test
  @Order(2)
  void anUnknownPathIsKongs404() {
    given()
        .header("Accept", "*/*")
        .get(quong.proxy() + "/nowhere")
        .then()
        .statusCode(404)
        .contentType("application/json; charset=utf-8")
        .body("message", equalTo("no Route matched with those values"));
  }

  @Test
  @Order(3)
  void keyAuthAsksForAKeyAndTakesTheConsumers() {
    assertEquals(201, post("/services/example/plugins", "name", "key-auth").statusCode());
    assertEquals(201, post("/consumers", "username", "alice").statusCode());
    Response key = post("/consumers/alice/key-auth", "key", "a-key-for-the-test");
    assertEquals(201, key.statusCode(), key.asString());
    live(key);
    given()
        .get(quong.proxy() + "/hello")
        .then()
        .statusCode(401)
        .header("WWW-Authenticate", "Key")
        .body("message", equalTo("No API key found in request"));
    given()
        .header("apikey", "a-key-for-the-test")
        .get(quong.proxy() + "/hello")
        .then()
        .statusCode(200)
        .body(equalTo("GET / as alice\n"));
  }

  @Test
  @Order(4)
  void aclLetsTheGroupIn() {
    Response acl = post("/services/example/plugins", "name", "acl", "config.allow[]", "staff");
    assertEquals(201, acl.statusCode(), acl.asString());
    live(acl);
    given()
        .header("apikey", "a-key-for-the-test")
        .get(quong.proxy() + "/hello")
        .then()
        .statusCode(403)
        .body("message", equalTo("You cannot consume this service"));
    Response group = post("/consumers/alice/acls", "group", "staff");
    assertEquals(201, group.statusCode(), group.asString());
    live(group);
    given()
        .header("apikey", "a-key-for-the-test")
        .get(quong.proxy() + "/hello")
        .then()
        .statusCode(200);
  }

  @Test
  @Order(5)
  void rateLimitingCountsAndRefuses() {
    Response limit =
        post(
            "/services/example/plugins",
            "name",
            "rate-limiting",
            "config.hour",
            "2",
            "config.policy",
            "local");
    assertEquals(201, limit.statusCode(), limit.asString());
    live(limit);
    for (String remaining : new String[] {"1", "0"}) {
      given()
          .header("apikey", "a-key-for-the-test")
          .get(quong.proxy() + "/hello")
          .then()
          .statusCode(200)
          .header("RateLimit-Remaining", remaining);
    }
    given()
        .header("apikey", "a-key-for-the-test")
        .get(quong.proxy() + "/hello")
        .then()
        .statusCode(429)
        .body("message", equalTo("API rate limit exceeded"));
  }

  @Test
  @Order(6)
  void aSecondStartSaysThatItRunsAndStatusIsGood() {
    Installation.Run again = quong.quong("start");
    assertTrue(again.output().contains("already running"), again.output());
    Installation.Run status = quong.quong("status");
    assertEquals(0, status.status(), status.output());
  }

  @Test
  @Order(7)
  void whatWasConfiguredSurvivesARestart() {
    assertEquals(0, quong.quong("stop").status());
    assertNotEquals(0, quong.quong("status").status());
    quong.start();
    given()
        .header("apikey", "a-key-for-the-test")
        .get(quong.proxy() + "/hello")
        .then()
        .statusCode(200);
  }
}
