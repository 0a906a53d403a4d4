package io.quong.plugins.datadog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.plugins.fixture.Sink;
import io.quong.plugins.fixture.TestContext;
import io.quong.plugins.fixture.TestExchange;
import java.util.List;
import org.junit.jupiter.api.Test;

/** datadog against a real socket. */
final class DatadogTest {
  @Test
  void hostAndPortSetToNullComeFromTheEnvironment() throws Exception {
    try (Sink sink = new Sink()) {
      TestContext context = new TestContext();
      context.vertx = sink.vertx;
      String port = Integer.toString(sink.udp());
      Datadog plugin =
          new Datadog(
              new DatadogConfig(
                  null,
                  null,
                  "kong",
                  "name",
                  "status",
                  "consumer",
                  null,
                  null,
                  null,
                  null,
                  List.of(
                      new DatadogConfig.Metrics(
                          "upstream_latency", "timer", List.of("app:kong"), null, "consumer_id"))),
              context,
              name -> name.endsWith("HOST") ? "127.0.0.1" : port);
      TestExchange exchange = TestExchange.of("GET", "/x");
      exchange.entry.setAll(
          (ObjectNode)
              new ObjectMapper()
                  .readTree(
                      "{\"latencies\":{\"proxy\":-1},\"response\":{\"status\":503},"
                          + "\"consumer\":{\"id\":\"a-b\"}}"));
      plugin.log(exchange);
      assertEquals(
          "kong.upstream_latency:-1|ms|#name:,status:503,consumer:a_b,app:kong", sink.next());
    }
  }
}
