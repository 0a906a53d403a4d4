package io.quong.plugins.zipkin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quong.plugin.tracing.PropagationConfig;
import io.quong.plugins.fixture.Sink;
import io.quong.plugins.fixture.TestContext;
import io.quong.plugins.fixture.TestExchange;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** zipkin: what goes up, and what a real server is sent. */
final class ZipkinTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String SPAN = "b7ad6b7169203331";

  private static Zipkin plugin(
      TestContext context, String endpoint, double ratio, PropagationConfig propagation) {
    return new Zipkin(
        new ZipkinConfig(
            "kong",
            endpoint,
            ratio,
            null,
            true,
            16,
            "preserve",
            "b3",
            "Zipkin-Tags",
            List.of(new ZipkinConfig.StaticTags("env", "test")),
            "method",
            2000,
            5000,
            5000,
            null,
            "annotations",
            null,
            propagation),
        context);
  }

  private static PropagationConfig all(String... inject) {
    return new PropagationConfig(
        List.of("w3c", "b3", "jaeger", "ot", "datadog", "aws", "gcp"),
        null,
        List.of(inject),
        "w3c");
  }

  private static String up(TestExchange exchange, double ratio, String... inject) {
    TestContext context = new TestContext();
    plugin(context, null, ratio, all(inject)).access(exchange);
    return exchange.sent.toString();
  }

  @Test
  void oneTraceInEveryFormat() {
    TestExchange exchange =
        TestExchange.of("GET", "/x", "traceparent", "00-" + TRACE + "-" + SPAN + "-09");
    String sent =
        up(exchange, 0, "w3c", "b3", "b3-single", "jaeger", "ot", "datadog", "aws", "gcp");
    assertTrue(sent.matches("(?s)traceparent: 00-" + TRACE + "-[0-9a-f]{16}-01\n.*"), sent);
    assertTrue(sent.contains("x-b3-traceid: " + TRACE + "\n"), sent);
    assertTrue(sent.matches("(?s).*\nb3: " + TRACE + "-[0-9a-f]{16}-1-[0-9a-f]{16}\n.*"), sent);
    assertTrue(sent.contains("\nuber-trace-id: " + TRACE + ":"), sent);
    assertTrue(sent.contains("\not-tracer-traceid: " + TRACE + "\n"), sent);
    assertTrue(sent.contains("\nx-datadog-trace-id: 9532127138774266268\n"), sent);
    assertTrue(
        sent.contains("\nx-amzn-trace-id: Root=1-0af76519-16cd43dd8448eb211c80319c;Parent="), sent);
    assertTrue(sent.contains("\nx-cloud-trace-context: " + TRACE + "/"), sent);
    assertEquals(TRACE, exchange.entry.at("/trace_id/w3c").asText());
    assertEquals("9532127138774266268", exchange.entry.at("/trace_id/datadog").asText());
  }

  @Test
  void whatIsNotValidBeginsANewTrace() {
    for (String bad :
        List.of(
            "01-" + TRACE + "-" + SPAN + "-01",
            "00-00000000000000000000000000000000-" + SPAN + "-01",
            "00-" + TRACE + "-0000000000000000-01",
            "00-" + TRACE + "-" + SPAN,
            "rubbish")) {
      TestExchange exchange = TestExchange.of("GET", "/x", "traceparent", bad);
      String sent = up(exchange, 1, "b3");
      assertTrue(sent.startsWith("traceparent: " + bad + "\nx-b3-traceid: "), sent);
      assertTrue(!sent.contains("x-b3-traceid: " + TRACE), sent);
    }
  }

  @Test
  void b3InItsForms() {
    for (Map.Entry<String, String> form :
        Map.of(
                TRACE + "-" + SPAN, "1",
                TRACE + "-" + SPAN + "-d", "d",
                TRACE + "-" + SPAN + "-1-99aabbccddeeff00", "1")
            .entrySet()) {
      TestExchange exchange = TestExchange.of("GET", "/x", "b3", form.getKey());
      String sent = up(exchange, 1, "preserve");
      assertTrue(
          sent.matches("b3: " + TRACE + "-[0-9a-f]{16}-" + form.getValue() + "-" + SPAN + "\n"),
          sent);
    }
  }

  @Test
  void shortIdsStayShort() {
    TestExchange exchange =
        TestExchange.of("GET", "/x", "x-b3-traceid", "8448eb211c80319c", "x-b3-spanid", SPAN);
    String sent = up(exchange, 1, "preserve", "w3c");
    assertTrue(sent.startsWith("x-b3-traceid: 8448eb211c80319c\n"), sent);
    assertTrue(sent.contains("traceparent: 00-00000000000000008448eb211c80319c-"), sent);
  }

  @Test
  void aForeignTracestateIsNoB3() {
    TestExchange exchange =
        TestExchange.of(
            "GET", "/x", "traceparent", "00-" + TRACE + "-" + SPAN + "-01", "tracestate", "k=v");
    TestContext context = new TestContext();
    plugin(context, null, 1, null).access(exchange);
    assertTrue(exchange.sent.get("traceparent").startsWith("00-" + TRACE), exchange.sent::toString);
    assertEquals(2, exchange.sent.size());
  }

  @Test
  void spansAreReported() throws Exception {
    try (Sink sink = new Sink()) {
      TestContext context = new TestContext();
      context.vertx = sink.vertx;
      int port = sink.http(202, false);
      Zipkin plugin = plugin(context, "http://127.0.0.1:" + port + "/api/v2/spans?a=b", 1, null);
      TestExchange exchange =
          TestExchange.of("GET", "/x?q", "Zipkin-Tags", "a=b; c = d e ;foo;=;=bar;x y=1");
      plugin.access(exchange);
      plugin.log(exchange);
      String first = sink.next();
      assertTrue(first.startsWith("/api/v2/spans?a=b application/json ["), first);
      JsonNode span = new ObjectMapper().readTree(first.substring(first.indexOf('['))).get(0);
      assertEquals("GET", span.get("name").asText());
      assertEquals("SERVER", span.get("kind").asText());
      assertEquals("b", span.at("/tags/a").asText());
      assertEquals("d e", span.at("/tags/c").asText());
      assertEquals("test", span.at("/tags/env").asText());
      assertEquals("/x", span.at("/tags/http.path").asText());
      assertTrue(span.at("/tags/foo").isMissingNode());
      String second = sink.next();
      JsonNode proxy = new ObjectMapper().readTree(second.substring(second.indexOf('['))).get(0);
      assertEquals("GET (proxy)", proxy.get("name").asText());
      assertEquals(span.get("id"), proxy.get("parentId"));
      assertEquals(exchange.sent.get("x-b3-spanid"), proxy.get("id").asText());
    }
  }
}
