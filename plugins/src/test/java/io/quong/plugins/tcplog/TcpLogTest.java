package io.quong.plugins.tcplog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quong.plugins.fixture.Sink;
import io.quong.plugins.fixture.TestContext;
import io.quong.plugins.fixture.TestExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** tcp-log against a real server. */
final class TcpLogTest {
  private final Sink sink = new Sink();

  @AfterEach
  void close() throws Exception {
    sink.close();
  }

  private TcpLog plugin(int port, boolean tls, double keepalive) {
    TestContext context = new TestContext();
    context.vertx = sink.vertx;
    return new TcpLog(
        new TcpLogConfig("127.0.0.1", port, 1000.0, keepalive, tls, null, null), context);
  }

  private static TestExchange entry(int number) {
    TestExchange exchange = TestExchange.of("GET", "/x");
    exchange.entry.put("n", number);
    return exchange;
  }

  @Test
  void linesGoOverAKeptConnection() throws Exception {
    TcpLog plugin = plugin(sink.tcp(false), false, 60_000);
    for (int i = 0; i < 3; i++) {
      plugin.log(entry(i));
      assertEquals("{\"n\":" + i + "}", sink.next());
    }
    assertEquals(1, sink.connections.get());
  }

  @Test
  void withoutKeepaliveEachLineHasAConnection() throws Exception {
    TcpLog plugin = plugin(sink.tcp(false), false, 0);
    for (int i = 0; i < 2; i++) {
      plugin.log(entry(i));
      assertEquals("{\"n\":" + i + "}", sink.next());
    }
    assertEquals(2, sink.connections.get());
  }

  @Test
  void aCertificateOfNobodyIsTaken() throws Exception {
    plugin(sink.tcp(true), true, 60_000).log(entry(7));
    assertEquals("{\"n\":7}", sink.next());
  }
}
