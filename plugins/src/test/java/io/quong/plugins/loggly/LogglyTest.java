package io.quong.plugins.loggly;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quong.plugins.fixture.Sink;
import io.quong.plugins.fixture.TestContext;
import io.quong.plugins.fixture.TestExchange;
import java.net.InetAddress;
import java.util.LinkedHashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** loggly against a real socket. */
final class LogglyTest {
  @Test
  void theSeverityFollowsTheStatus() throws Exception {
    try (Sink sink = new Sink()) {
      TestContext context = new TestContext();
      context.vertx = sink.vertx;
      Loggly plugin =
          new Loggly(
              new LogglyConfig(
                  "127.0.0.1",
                  sink.udp(),
                  "k",
                  new LinkedHashSet<>(List.of("kong", "x")),
                  "info",
                  "debug",
                  "warning",
                  "crit",
                  1000.0,
                  null),
              context);
      for (int status : new int[] {200, 404, 500}) {
        TestExchange exchange = TestExchange.of("GET", "/x");
        exchange.status = status;
        exchange.entry.put("s", status);
        plugin.log(exchange);
      }
      String host = InetAddress.getLocalHost().getHostName();
      String head =
          ">1 2023-11-14T22:13:20Z " + host + " kong - - [k@41058 tag=\"kong\" tag=\"x\"] ";
      // 200 is of severity debug, which is below the log level.
      assertEquals("<12" + head + "{\"s\":404}", sink.next());
      assertEquals("<10" + head + "{\"s\":500}", sink.next());
    }
  }
}
