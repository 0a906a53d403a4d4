package io.quong.plugins.opentelemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quong.plugin.queue.QueueConfig;
import io.quong.plugin.tracing.TraceContext;
import io.quong.plugin.tracing.TracingSettings;
import io.quong.plugins.fixture.Sink;
import io.quong.plugins.fixture.TestContext;
import io.quong.plugins.fixture.TestExchange;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** opentelemetry: what goes up, and what a real collector is sent. */
final class OpentelemetryTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String SPAN = "b7ad6b7169203331";

  private static Opentelemetry plugin(
      TestContext context, String traces, String logs, Double rate) {
    return new Opentelemetry(
        new OpentelemetryConfig(
            traces,
            logs,
            null,
            Map.of("service.name", "mine"),
            new QueueConfig(1, null, null, null, null, null, null, null),
            null,
            null,
            1000,
            5000,
            5000,
            "X-Trace",
            "preserve",
            rate,
            null),
        context);
  }

  private static TestExchange request() {
    return TestExchange.of("GET", "/x?q=1", "traceparent", "00-" + TRACE + "-" + SPAN + "-01");
  }

  @Test
  void withoutInstrumentationIdsGoUpUnsampled() throws Exception {
    TestExchange exchange = request();
    try (Sink sink = new Sink()) {
      TestContext context = new TestContext();
      context.vertx = sink.vertx;
      Opentelemetry plugin = plugin(context, "http://a.test/", null, 1.0);
      plugin.access(exchange);
      plugin.headerFilter(exchange);
    }
    String sent = exchange.sent.get("traceparent");
    assertTrue(sent.matches("00-" + TRACE + "-(?!" + SPAN + ")[0-9a-f]{16}-00"), sent);
    assertEquals(TRACE, exchange.answer.get("X-Trace"));
  }

  @Test
  void theIdDecidesWhetherATraceIsSampled() {
    Sampling half = new Sampling(0.5);
    assertTrue(half.samples(TraceContext.NONE, "92a54b3e1a7c4f2da9e44b8a6f3e1dab"));
    assertFalse(half.samples(TraceContext.NONE, "4bf92f3577b34da6a3ce929d0e0e4736"));
    assertTrue(new Sampling(1).samples(TraceContext.NONE, "f".repeat(32)));
    assertFalse(new Sampling(0).samples(TraceContext.NONE, "0".repeat(31) + "1"));
  }

  @Test
  void spansAreExportedAsProtobuf() throws Exception {
    try (Sink sink = new Sink()) {
      TestContext context = new TestContext();
      context.vertx = sink.vertx;
      context.tracing = new TracingSettings(Set.of("request"), 0.01);
      int port = sink.http(200, true);
      Opentelemetry plugin = plugin(context, "http://127.0.0.1:" + port + "/v1/traces", null, 1.0);
      TestExchange exchange = request();
      plugin.access(exchange);
      plugin.log(exchange);
      String sent = sink.next();
      assertTrue(sent.startsWith("/v1/traces application/x-protobuf 0a"), sent);
      // The span begins with the trace's id; the one above it is the client's.
      assertTrue(sent.contains("0a10" + TRACE + "1208"), sent);
      assertTrue(sent.contains("2208" + SPAN + "2a04" + hex("kong") + "3002"), sent);
      assertTrue(sent.contains(hex("service.name") + "1206" + "0a04" + hex("mine")), sent);
      // int_value of 200
      assertTrue(sent.contains(hex("http.status_code") + "120318c801"), sent);
      assertTrue(sent.contains(hex("http://")), sent);
    }
  }

  @Test
  void linesOfTheGatewaysLogAreExportedWithTheNextRequest() throws Exception {
    try (Sink sink = new Sink()) {
      TestContext context = new TestContext();
      context.vertx = sink.vertx;
      int port = sink.http(200, true);
      Opentelemetry plugin = plugin(context, null, "http://127.0.0.1:" + port + "/v1/logs", null);
      try {
        Logger.getLogger("a.test").warning("something happened");
        plugin.log(request());
        String sent = sink.next();
        assertTrue(sent.startsWith("/v1/logs application/x-protobuf 0a"), sent);
        assertTrue(sent.contains("100d1a04" + hex("WARN")), sent);
        assertTrue(sent.contains(hex("something happened")), sent);
      } finally {
        plugin.close();
      }
    }
  }

  private static String hex(String text) {
    StringBuilder hex = new StringBuilder();
    for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
      hex.append(String.format("%02x", each));
    }
    return hex.toString();
  }
}
