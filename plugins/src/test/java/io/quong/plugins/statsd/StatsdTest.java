package io.quong.plugins.statsd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.plugins.fixture.Sink;
import io.quong.plugins.fixture.TestContext;
import io.quong.plugins.fixture.TestExchange;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** statsd against real sockets. */
final class StatsdTest {
  private final Sink sink = new Sink();

  @AfterEach
  void close() throws Exception {
    sink.close();
  }

  private static StatsdConfig.Metrics metric(String name, String type, Double rate) {
    return new StatsdConfig.Metrics(name, type, rate, null, null, null);
  }

  private static final List<StatsdConfig.Metrics> METRICS =
      List.of(
          metric("request_count", "counter", 1.0),
          metric("request_size", "gauge", 0.5),
          metric("unique_users", "set", null),
          metric("status_count_per_user_per_route", "counter", 1.0));

  private Statsd plugin(int port, int packet, boolean tcp, String style, List<String> statuses) {
    TestContext context = new TestContext();
    context.vertx = sink.vertx;
    return new Statsd(
        new StatsdConfig(
            "127.0.0.1",
            port,
            "kong",
            METRICS,
            statuses,
            (double) packet,
            tcp,
            false,
            "username",
            "service_name_or_host",
            "workspace_id",
            null,
            null,
            null,
            style,
            null),
        context);
  }

  private static TestExchange request(int status) throws Exception {
    TestExchange exchange = TestExchange.of("GET", "/x");
    exchange.status = status;
    exchange.entry.setAll(
        (ObjectNode)
            new ObjectMapper()
                .readTree(
                    ("{'request':{'size':30},'response':{'status':" + status + "},")
                            .replace('\'', '"')
                        + "'service':{'name':'my.svc'},'route':{'id':'r1'},'workspace':'w',"
                            .replace('\'', '"')
                        + "'consumer':{'username':'ann'}}".replace('\'', '"')));
    return exchange;
  }

  @Test
  void eachMetricIsADatagram() throws Exception {
    plugin(sink.udp(), 0, false, null, null).log(request(201));
    assertEquals("kong.service.my_svc.request.count:1|c", sink.next());
    assertEquals("kong.service.my_svc.request.size:30|g|@0.5", sink.next());
    assertEquals("kong.service.my_svc.user.uniques:ann|s", sink.next());
    assertEquals("kong.route.r1.user.ann.status.201:1|c", sink.next());
  }

  @Test
  void metricsShareAPacketUpToItsSize() throws Exception {
    plugin(sink.udp(), 90, false, null, List.of("200-299")).log(request(200));
    assertEquals(
        "kong.service.my_svc.request.count:1|c\nkong.service.my_svc.request.size:30|g|@0.5",
        sink.next());
  }

  @Test
  void byTcpEachMetricIsALineAndOtherStatusesAreNotTold() throws Exception {
    Statsd plugin = plugin(sink.tcp(false), 0, true, null, List.of("200-299"));
    plugin.log(request(404));
    plugin.log(request(200));
    assertEquals("kong.service.my_svc.request.count:1|c", sink.next());
  }

  @Test
  void tagsFollowTheStyle() throws Exception {
    plugin(sink.udp(), 0, false, "librato", null).log(request(200));
    String line = sink.next();
    assertEquals(
        "kong.request.count#service=my.svc,route=r1,workspace=w,consumer=ann,node=",
        line.substring(0, line.indexOf("node=") + 5));
    assertEquals(",status=200:1|c", line.substring(line.indexOf(",status")));
  }
}
