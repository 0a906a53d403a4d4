package io.quong.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.acceptance.Shop.Reply;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The founding article's gateway: a test for each of its pieces, on the example in the repository.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ShopIT {
  @TempDir static Path folder;
  static Shop shop;
  static String ann;
  static String bob;
  static String eve;

  @BeforeAll
  static void start() throws Exception {
    shop = new Shop(folder);
    ann = shop.bearer("ann");
    bob = shop.bearer("bob");
    eve = shop.bearer("eve");
  }

  @AfterAll
  static void stop() throws Exception {
    shop.close();
  }

  private static void refused(String error, Reply reply) {
    assertEquals(401, reply.status(), reply.text());
    assertEquals(error, reply.json().path("error").asText());
    assertTrue(reply.json().path("message").isTextual(), reply.text());
  }

  /**
   * What the README prints is what its commands print. {@code -Dshop.readme=write} puts the output
   * of this run into it.
   */
  @Test
  @Order(1)
  void readmeTellsTheTruth() throws Exception {
    new ConsoleText(Shop.EXAMPLE.resolve("README.md"))
        .check(folder, "write".equals(System.getProperty("shop.readme")));
    shop.heal("/api/products");
    shop.heal("/api/users/me", "Authorization", eve);
    shop.heal("/api/orders", "Authorization", eve);
  }

  @Test
  @Order(2)
  void bearerJwt() throws Exception {
    assertEquals(
        "{\"id\":\"ann\",\"email\":\"ann@shop.example\",\"plan\":\"premium\"}\n",
        shop.get("/api/users/me", "Authorization", ann).text());
    // The keys are at hand: no other request reaches the issuer.
    int before = shop.count("USERS");
    for (int i = 0; i < 5; i++) {
      assertEquals(200, shop.get("/api/orders", "Authorization", ann).status());
    }
    assertEquals(before, shop.count("USERS"));
    refused(
        "invalid_token",
        shop.get(
            "/api/users/me",
            "Authorization",
            ShopTokens.tampered(ann, ShopTokens.claims(ann).put("sub", "eve"))));
    refused("invalid_token", shop.get("/api/users/me", "Authorization", ShopTokens.unsigned(ann)));
  }

  @Test
  @Order(3)
  void errorsOfAuthentication() {
    String path = "/api/users/me";
    refused("missing_token", shop.get(path));
    refused("missing_token", shop.get(path, "Authorization", "Basic YW5uOng="));
    refused("token_expired", shop.get(path, "Authorization", shop.bearer("ann", -60)));
    refused("invalid_token", shop.get(path, "Authorization", "Bearer garbage"));
  }

  @Test
  @Order(4)
  void revocation() throws Exception {
    String token = shop.bearer("bob");
    assertEquals(200, shop.get("/api/users/me", "Authorization", token).status());
    ObjectNode claims = ShopTokens.claims(token);
    Reply told =
        shop.admin("/quong/revocations", claims.deepCopy().retain("jti", "exp").toString());
    assertEquals(201, told.status(), told.text());
    refused("token_revoked", shop.get("/api/users/me", "Authorization", token));
    assertEquals(200, shop.get("/api/users/me", "Authorization", bob).status());
  }

  @Test
  @Order(5)
  void publicRoutes() {
    assertEquals(200, shop.get("/api/products").status());
    Reply login = shop.post("/api/auth/login", "{\"username\":\"ann\"}");
    assertEquals(200, login.status(), login.text());
    refused("invalid_token", shop.get("/api/products", "Authorization", "Bearer garbage"));
    assertEquals(200, shop.get("/api/products", "Authorization", ann).status());
  }

  @Test
  @Order(6)
  void identityHeaders() {
    shop.get("/api/orders", "Authorization", ann, "X-User-Id", "eve", "X-Tenant-Id", "t9");
    JsonNode seen = shop.last("ORDERS").path("headers");
    assertEquals("ann", seen.path("x-user-id").asText());
    assertEquals("ann@shop.example", seen.path("x-user-email").asText());
    assertEquals("customer,reviewer", seen.path("x-user-roles").asText());
    assertEquals("tenant-1", seen.path("x-tenant-id").asText());
    shop.get("/api/products/p1", "X-User-Id", "eve");
    assertTrue(shop.last("PRODUCTS").path("headers").path("x-user-id").isMissingNode());
  }

  @Test
  @Order(7)
  void tokenBucket() {
    Reply refused = null;
    for (int i = 0; i < 11; i++) {
      refused = shop.post("/api/orders", "{}", "Authorization", eve);
      assertEquals(i < 10 ? 201 : 429, refused.status(), refused.text());
      assertEquals("10", refused.header("X-RateLimit-Limit"));
      assertEquals(Integer.toString(Math.max(0, 9 - i)), refused.header("X-RateLimit-Remaining"));
      assertNotNull(refused.header("X-RateLimit-Reset"));
    }
    JsonNode body = refused.json();
    assertEquals("rate_limit_exceeded", body.path("error").asText());
    assertTrue(body.path("message").isTextual());
    assertEquals(10, body.path("limit").asInt());
    assertEquals(3600, body.path("window").asInt());
    assertEquals(refused.header("Retry-After"), body.path("retryAfter").asText());
  }

  @Test
  @Order(8)
  void keysOfBuckets() {
    assertEquals("1000", shop.get("/health").header("X-RateLimit-Limit"));
    Reply user = shop.get("/api/users/me", "Authorization", ann);
    assertEquals("100", user.header("X-RateLimit-Limit"));
    Reply order = shop.post("/api/orders", "{}", "Authorization", ann);
    assertEquals("10", order.header("X-RateLimit-Limit"));
    assertEquals("9", order.header("X-RateLimit-Remaining"));
  }

  @Test
  @Order(9)
  void tiers() {
    Map<String, String> limits = Map.of(bob, "60", ann, "600", eve, "6000");
    limits.forEach(
        (who, limit) ->
            assertEquals(
                limit, shop.get("/api/orders", "Authorization", who).header("X-RateLimit-Limit")));
  }

  @Test
  @Order(10)
  void aggregationOfADashboard() {
    JsonNode whole = shop.get("/api/dashboard", "Authorization", ann).json();
    assertEquals("ann", whole.path("user").path("id").asText(), whole.toString());
    assertEquals(2, whole.path("orderCount").asInt());
    assertEquals("[\"Cup\",\"Kettle\"]", whole.path("recommended").toString());
    assertEquals(
        "{\"userAvailable\":true,\"ordersAvailable\":true,\"recommendedAvailable\":true,"
            + "\"notificationsAvailable\":true}",
        whole.path("_meta").toString());
    for (String fault : List.of("status=500", "delay=3000", "close=true")) {
      shop.faulty(
          "PRODUCTS",
          fault,
          () -> {
            Reply reply = shop.get("/api/dashboard", "Authorization", ann);
            assertEquals(200, reply.status(), fault + reply.text());
            assertEquals("[]", reply.json().path("recommended").toString(), fault);
            JsonNode meta = reply.json().path("_meta");
            assertEquals("false", meta.path("recommendedAvailable").toString(), fault);
            assertEquals("true", meta.path("ordersAvailable").toString(), fault);
          });
      shop.heal("/api/products");
    }
  }

  @Test
  @Order(11)
  void aggregationOfAnOrder() {
    int before = shop.count("PRODUCTS");
    JsonNode shipped = shop.get("/api/orders/1001/detail", "Authorization", ann).json();
    assertEquals("Snail Express", shipped.path("shipping").path("carrier").asText());
    assertEquals("ann@shop.example", shipped.path("customer").asText());
    assertEquals(
        "[{\"productId\":\"p1\",\"quantity\":2,\"name\":\"Teapot\"},"
            + "{\"productId\":\"p3\",\"quantity\":1,\"name\":\"Kettle\"},"
            + "{\"productId\":\"p1\",\"quantity\":1,\"name\":\"Teapot\"}]",
        shipped.path("items").toString());
    assertEquals(before + 1, shop.count("PRODUCTS"), "one call for all products");
    assertEquals("p1,p3", shop.last("PRODUCTS").path("ids").asText());
    int shipments = shop.count("SHIPPING");
    JsonNode pending = shop.get("/api/orders/1002/detail", "Authorization", ann).json();
    assertTrue(pending.path("shipping").isNull(), pending.toString());
    assertEquals(shipments, shop.count("SHIPPING"), "only for what was shipped");
    assertEquals(403, shop.get("/api/orders/1001/detail", "Authorization", bob).status());
    assertEquals(404, shop.get("/api/orders/9/detail", "Authorization", ann).status());
  }

  @Test
  @Order(12)
  void backendForEachFrontend() {
    Reply mobile = shop.get("/api/products/p1", "X-Client", "mobile");
    assertEquals(
        "{\"id\":\"p1\",\"title\":\"Teapot\",\"price\":24.9,\"currency\":\"EUR\","
            + "\"image\":\"https://img.example/thumb/p1-front.jpg\",\"reviewCount\":3,"
            + "\"rating\":4,\"badge\":\"none\"}",
        mobile.text());
    assertEquals("public, max-age=300", mobile.header("Cache-Control"));
    JsonNode web = shop.get("/api/products/p1", "X-Client", "web").json();
    assertEquals(2, web.path("reviews").size());
    assertEquals(3, web.path("images").size());
    assertTrue(shop.get("/api/products/p1").json().path("internal").isMissingNode());
  }

  @Test
  @Order(13)
  void perService() {
    Reply refused =
        shop.send("DELETE", shop.address("GATEWAY") + "/api/orders", null, "Authorization", ann);
    assertEquals(405, refused.status());
    assertEquals("{\"error\":\"method_not_allowed\"}", refused.text());
    assertEquals("GET, POST", refused.header("Allow"));
    shop.get("/api/orders/1001", "Authorization", ann);
    assertEquals("/orders/1001", shop.last("ORDERS").path("path").asText());
    assertEquals(
        "20", shop.post("/api/auth/login", "{\"username\":\"ann\"}").header("X-RateLimit-Limit"));
  }

  @Test
  @Order(14)
  void aroundEachRequest() throws Exception {
    Reply reply =
        shop.get(
            "/api/orders",
            "Authorization",
            ann,
            "X-Request-Id",
            "around-1",
            "Origin",
            "https://shop.example");
    assertEquals("SAMEORIGIN", reply.header("X-Frame-Options"));
    assertEquals("nosniff", reply.header("X-Content-Type-Options"));
    assertEquals("https://shop.example", reply.header("Access-Control-Allow-Origin"));
    assertEquals("around-1", reply.header("X-Request-Id"));
    JsonNode seen = shop.last("ORDERS").path("headers");
    assertEquals("around-1", seen.path("x-request-id").asText());
    long stamp = Long.parseLong(seen.path("x-gateway-timestamp").asText());
    assertTrue(Math.abs(System.currentTimeMillis() - stamp) < 60_000, "milliseconds: " + stamp);
    assertEquals(413, shop.post("/api/auth/login", "x".repeat((1 << 20) + 1)).status());
    assertEquals("{\"status\":\"ok\"}", shop.get("/health").text());
    JsonNode line = shop.logged("around-1");
    assertEquals("GET", line.path("method").asText());
    assertEquals("/api/orders", line.path("path").asText());
    assertEquals(200, line.path("statusCode").asInt());
    assertEquals("ann", line.path("userId").asText());
    for (String name : List.of("timestamp", "duration", "userAgent", "ip")) {
      assertTrue(line.hasNonNull(name), line.toString());
    }
  }

  @Test
  @Order(15)
  void failures() {
    shop.faulty(
        "USERS",
        "close=true",
        () -> {
          Reply down = shop.get("/api/users/me", "Authorization", ann);
          assertEquals(502, down.status());
          assertEquals("service_unavailable", down.json().path("error").asText());
        });
    shop.heal("/api/users/me", "Authorization", ann);
    Reply nothing = shop.get("/nowhere");
    assertEquals(404, nothing.status());
    assertEquals("GET", nothing.json().path("method").asText());
    assertEquals("/nowhere", nothing.json().path("path").asText());
    Reply own = shop.get("/api/products/p9", "X-Client", "mobile");
    assertEquals(500, own.status());
    assertEquals(own.header("X-Kong-Request-Id"), own.json().path("requestId").asText());
  }

  @Test
  @Order(16)
  void propagation() {
    String[] headers = {
      "Authorization",
      ann,
      "X-Request-Id",
      "r-1",
      "X-Correlation-Id",
      "c-1",
      "traceparent",
      "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
    };
    shop.get("/api/orders/1001", headers);
    shop.get("/api/orders/1001/detail", headers);
    for (String service : List.of("ORDERS", "SHIPPING")) {
      JsonNode seen = shop.last(service).path("headers");
      Map<String, String> sent =
          Map.of(
              "x-request-id", "r-1",
              "x-correlation-id", "c-1",
              "x-user-id", "ann",
              "x-tenant-id", "tenant-1",
              "x-forwarded-for", "127.0.0.1",
              "x-forwarded-proto", "http");
      sent.forEach((name, value) -> assertEquals(value, seen.path(name).asText(), service + name));
      String trace = seen.path("traceparent").asText();
      assertTrue(trace.matches("00-0af7651916cd43dd8448eb211c80319c-[0-9a-f]{16}-0[01]"), trace);
    }
  }

  @Test
  @Order(17)
  void circuitBreaker() {
    shop.faulty(
        "ORDERS",
        "status=500",
        () -> {
          Processes.await(() -> shop.get("/api/orders", "Authorization", ann).status() == 503, 20);
          int asked = shop.count("ORDERS");
          Reply open = shop.get("/api/orders", "Authorization", ann);
          assertEquals(503, open.status());
          assertNotNull(open.header("Retry-After"));
          assertEquals("open", shop.breaker("orders"));
          assertTrue(
              shop.ask("STATUS", "/metrics")
                  .text()
                  .contains("quong_circuit_breaker_state{service=\"orders\"} 2"));
          // Calls of aggregates are guarded by it as well, and other routes do not feel it.
          JsonNode dashboard = shop.get("/api/dashboard", "Authorization", ann).json();
          assertEquals("false", dashboard.path("_meta").path("ordersAvailable").toString());
          assertEquals("true", dashboard.path("_meta").path("userAvailable").toString());
          assertEquals(200, shop.get("/api/users/me", "Authorization", ann).status());
          assertEquals(asked, shop.count("ORDERS"), "it is not asked");
        });
    shop.heal("/api/orders", "Authorization", ann);
    assertEquals("closed", shop.breaker("orders"));
  }

  @Test
  @Order(18)
  void timeouts() {
    shop.faulty(
        "USERS",
        "delay=5000",
        () -> {
          Reply late = shop.get("/api/users/me", "Authorization", ann);
          assertEquals(504, late.status(), late.text());
          assertEquals("service_unavailable", late.json().path("error").asText());
        });
    shop.heal("/api/users/me", "Authorization", ann);
    JsonNode lint = shop.ask("ADMIN", "/quong/lint").json();
    assertEquals(1, lint.path("total").asInt(), lint.toString());
    assertEquals("required-call-without-fallback", lint.at("/data/0/id").asText());
  }

  @Test
  @Order(19)
  void notInTheGateway() {
    Reply refused =
        shop.admin(
            "/routes/health/plugins",
            "{\"name\":\"response-shape\",\"config\":{\"default\":{\"shape\":\"{'id': id\"}}}");
    assertEquals(400, refused.status(), refused.text());
    assertTrue(refused.text().contains("(at character "), refused.text());
  }

  @Test
  @Order(20)
  void availability() throws Exception {
    assertEquals(200, shop.ask("STATUS", "/status/ready").status());
    // A node has all that it needs: it serves on while nobody keeps its configuration.
    shop.quong("stop", "control-plane");
    assertEquals(200, shop.get("/api/users/me", "Authorization", ann).status());
    assertEquals(200, shop.get("/api/dashboard", "Authorization", ann).status());
  }
}
