package io.quong.plugins.udplog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quong.plugins.fixture.Sink;
import io.quong.plugins.fixture.TestContext;
import io.quong.plugins.fixture.TestExchange;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** udp-log against a real socket. */
final class UdpLogTest {
  @Test
  void eachRequestIsADatagram() throws Exception {
    try (Sink sink = new Sink()) {
      TestContext context = new TestContext();
      context.vertx = sink.vertx;
      UdpLog plugin =
          new UdpLog(
              new UdpLogConfig("127.0.0.1", sink.udp(), 1000.0, Map.of("b.c", "return 'x'")),
              context);
      TestExchange exchange = TestExchange.of("GET", "/x");
      exchange.entry.put("a", 1);
      plugin.log(exchange);
      assertEquals("{\"a\":1,\"b\":{\"c\":\"x\"}}", sink.next());
    }
  }
}
