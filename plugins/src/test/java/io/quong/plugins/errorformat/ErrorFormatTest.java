package io.quong.plugins.errorformat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quong.plugin.ClientResponse.Source;
import io.quong.plugins.fixture.TestContext;
import io.quong.plugins.fixture.TestExchange;
import io.quong.plugins.fixture.TestPiece;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ErrorFormatTest {
  private static final String KONG = "{\n  \"message\":\"it broke\",\n  \"request_id\":\"1\"\n}";

  private static String run(String format, int status, Source source, String body) {
    return run(new ErrorFormatConfig(format, List.of()), status, source, body);
  }

  private static String run(ErrorFormatConfig config, int status, Source source, String body) {
    ErrorFormat plugin = new ErrorFormat(config, new TestContext());
    TestExchange exchange = TestExchange.of("GET", "/x");
    exchange.status = status;
    exchange.source = source;
    exchange.answer.add("Content-Type", "text/plain");
    plugin.headerFilter(exchange);
    TestPiece piece = new TestPiece(body, true);
    plugin.bodyFilter(exchange, piece);
    return exchange.answer.get("Content-Type") + " " + piece.text();
  }

  @Test
  void theArticlesBodies() {
    String json = "application/json; charset=utf-8 ";
    assertEquals(
        json + "{\"error\":\"service_unavailable\",\"message\":\"it broke\"}",
        run("article", 502, Source.ERROR, "it broke\nrequest_id: 1\n"));
    assertEquals(
        json + "{\"error\":\"service_unavailable\",\"message\":\"it broke\"}",
        run("article", 503, Source.EXIT, KONG));
    assertEquals(
        json
            + "{\"error\":\"not_found\",\"message\":\"no route for this request\","
            + "\"method\":\"GET\",\"path\":\"/x\"}",
        run("article", 404, Source.ERROR, KONG));
    assertEquals(
        json
            + "{\"error\":\"internal_error\",\"message\":\"an unexpected error occurred\","
            + "\"requestId\":\"0123456789abcdef0123456789abcdef\"}",
        run("article", 500, Source.ERROR, KONG));
  }

  @Test
  void answersOfUpstreamsAndOfPluginsStay() {
    assertEquals("text/plain " + KONG, run("article", 502, Source.SERVICE, KONG));
    assertEquals("text/plain " + KONG, run("article", 401, Source.EXIT, KONG));
    assertEquals("text/plain " + KONG, run("kong", 502, Source.ERROR, KONG));
    assertEquals("text/plain ok", run("problem", 200, Source.EXIT, "ok"));
  }

  private static ErrorFormatConfig template(String status, String body, String type) {
    return new ErrorFormatConfig(
        "template", List.of(new ErrorFormatConfig.Body(Set.of(status), body, type)));
  }

  @Test
  void aTemplateForStatuses() {
    ErrorFormatConfig config =
        template(
            "5xx",
            "{\"code\": status, \"why\": message, \"at\": method & \" \" & path, \"id\": request_id}",
            "application/json");
    assertEquals(
        "application/json {\"code\":503,\"why\":\"it broke\",\"at\":\"GET /x\","
            + "\"id\":\"0123456789abcdef0123456789abcdef\"}",
        run(config, 503, Source.EXIT, KONG));
    assertEquals("text/plain " + KONG, run(config, 404, Source.ERROR, KONG));
    assertEquals("text/plain " + KONG, run(config, 503, Source.SERVICE, KONG));
  }

  @Test
  void aTextGoesOutAsItIs() {
    assertEquals(
        "text/html <h1>404 Not Found</h1>",
        run(
            template("404", "\"<h1>\" & status & \" \" & reason & \"</h1>\"", "text/html"),
            404,
            Source.ERROR,
            KONG));
  }

  @Test
  void aTemplateThatFailsLeavesTheBody() {
    for (String body :
        List.of("status / 'x'", "($f := function($n) { $f($n) }; $f(1))", "[1..10000000]")) {
      assertEquals(
          "application/json " + KONG,
          run(template("500", body, "application/json"), 500, Source.ERROR, KONG));
    }
  }

  @Test
  void aProblem() {
    assertEquals(
        "application/problem+json {\"type\":\"about:blank\",\"title\":\"Unauthorized\","
            + "\"status\":401,\"detail\":\"it broke\",\"instance\":\"/x\","
            + "\"request_id\":\"0123456789abcdef0123456789abcdef\"}",
        run("problem", 401, Source.EXIT, KONG));
  }
}
