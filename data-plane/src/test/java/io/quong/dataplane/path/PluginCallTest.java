package io.quong.dataplane.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.entity.Service;
import io.quong.plugin.Answer;
import io.quong.plugin.Exchange;
import io.quong.plugin.Phase;
import io.quong.plugin.Plugin;
import io.quong.plugin.ServiceCall;
import io.quong.plugin.ServiceFailure;
import io.quong.plugin.ServiceGuard;
import io.quong.plugin.Step;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests of a plugin's own to services: what of the service's they go through. */
class PluginCallTest {
  private static final int MAX_BODY = 1 << 20;

  private final List<String> watched = new CopyOnWriteArrayList<>();
  private volatile boolean closed;
  private volatile boolean refuses;
  private RawUpstream upstream;
  private ProxyNode node;

  @AfterEach
  void close() {
    node.close();
    if (upstream != null) {
      upstream.close();
    }
  }

  /**
   * Answers with the status and body of a call to the service {@code called}, or with its failure.
   */
  private final class Caller implements Plugin {
    @Override
    public Step access(Exchange exchange) {
      Service service = exchange.entities().byId(Service.class, ProxyNode.id("called"));
      String body = exchange.request().headers().get("X-Body");
      ServiceCall call =
          exchange.call(
              new ServiceCall.Request(
                  service,
                  exchange.request().method(),
                  "/asked?a=1",
                  List.of("X-User-Id", "ann"),
                  body == null ? null : Buffer.buffer(body),
                  400,
                  MAX_BODY));
      exchange.note(call);
      return Step.await(
          call.reply()
              .map(reply -> Answer.exit(200, reply.status() + " " + reply.body().length()))
              .recover(
                  error -> {
                    ServiceFailure failure = (ServiceFailure) error;
                    return Future.succeededFuture(
                        Answer.exit(
                            200,
                            failure.kind() + " " + failure.getMessage() + failure.retryAfter()));
                  })
              .map(Step::respond));
    }

    @Override
    public void log(Exchange exchange) {
      ((ServiceCall) exchange.note()).cancel();
      closed = true;
    }
  }

  private final class Guard implements Plugin, ServiceGuard {
    @Override
    public Step access(Exchange exchange) {
      return Step.NEXT;
    }

    @Override
    public Watch admit(Service service) {
      if (refuses) {
        throw new ServiceFailure(ServiceFailure.Kind.REFUSED, "not now", 7);
      }
      return new Watch() {
        @Override
        public void answered(int status, long millis) {
          watched.add("answered " + status);
        }

        @Override
        public void failed(ServiceFailure.Kind kind, long millis) {
          watched.add("failed " + kind);
        }

        @Override
        public void abandoned() {
          watched.add("abandoned");
        }
      };
    }

    @Override
    public ObjectNode state(Service service) {
      return JsonNodeFactory.instance.objectNode();
    }
  }

  private void start(String host, int port, String more) {
    node =
        new ProxyNode(
            Map.of(),
            List.of(
                Scripted.of("caller", 10, new Caller(), Phase.ACCESS, Phase.LOG),
                Scripted.of("guard", 20, new Guard(), Phase.ACCESS)));
    node.put(
            "services",
            "called",
            "{'name':'called','protocol':'http','host':'%s','port':%d,'enabled':true%s}"
                .formatted(host, port, more))
        .route("r", null, "/r", "")
        .plugin("caller", "{}", "'route':{'id':'" + ProxyNode.id("r") + "'}")
        .plugin("guard", "{}", "'service':{'id':'" + ProxyNode.id("called") + "'}")
        .apply();
  }

  private void serve(RawUpstream by, String more) {
    upstream = by;
    start("127.0.0.1", by.port(), more);
  }

  private String ask(String method, String... headers) {
    String answer = RawClient.ask(node.port(), RawClient.request(method, "/r", headers));
    return answer.substring(answer.indexOf("\r\n\r\n") + 4);
  }

  @Test
  void theAnswerComesWholeAndTheRequestCarriesWhatTheGatewayTells() {
    serve(RawUpstream.answering(RawUpstream.ok("hello")), "");
    assertEquals("200 5", ask("GET"));
    assertEquals(
        "GET /asked?a=1 HTTP/1.1\r\nVia: 1.1 quong/1.0\r\nHost: 127.0.0.1:"
            + upstream.port()
            + "\r\nConnection: keep-alive\r\nX-Forwarded-For: 127.0.0.1\r\n"
            + "X-Forwarded-Proto: http\r\nX-Forwarded-Host: a.test\r\nX-Forwarded-Port: "
            + node.port()
            + "\r\nX-Forwarded-Path: /r\r\nX-Real-IP: 127.0.0.1\r\nX-Kong-Request-Id: *id*\r\n"
            + "X-User-Id: ann\r\n\r\n",
        RawClient.masked(upstream.request()));
    assertEquals(List.of("answered 200"), watched);
  }

  @Test
  void aBodyGoesAlong() {
    serve(RawUpstream.answering(RawUpstream.ok("")), "");
    assertEquals("200 0", ask("GET", "X-Body: {}"));
    assertTrue(upstream.request().endsWith("\r\nContent-Length: 2\r\nX-User-Id: ann\r\n\r\n{}"));
  }

  @Test
  void aStatusIsAnAnswer() {
    serve(RawUpstream.answering("HTTP/1.1 500 Broken\r\nContent-Length: 0\r\n\r\n"), "");
    assertEquals("500 0", ask("GET"));
    assertEquals(List.of("answered 500"), watched);
  }

  @Test
  void theBalancerPicksAndGoesOnWhenATargetIsAway() {
    upstream = RawUpstream.answering(RawUpstream.ok("hello"));
    start("pool", 80, ",'retries':3");
    node.put("upstreams", "pool", "{'name':'pool','algorithm':'round-robin','slots':100}")
        .put("targets", "dead", target(RawUpstream.deadPort()))
        .put("targets", "alive", target(upstream.port()))
        .apply();
    for (int i = 0; i < 4; i++) {
      assertEquals("200 5", ask("GET"));
    }
    assertEquals(4, upstream.requests.size());
  }

  private static String target(int port) {
    return "{'target':'127.0.0.1:%d','weight':100,'upstream':{'id':'%s'}}"
        .formatted(port, ProxyNode.id("pool"));
  }

  @Test
  void itIsTriedAgainAsTheServiceSays() {
    serve(new RawUpstream(RawUpstream.Connection::request), ",'retries':2");
    assertTrue(ask("GET").startsWith("CONNECT "));
    assertEquals(3, upstream.requests.size());
    assertTrue(ask("POST", "Content-Length: 0").startsWith("CONNECT "));
    assertEquals(4, upstream.requests.size());
    assertEquals(List.of("failed CONNECT", "failed CONNECT"), watched);
  }

  @Test
  void theServicesReadTimeoutHolds() {
    serve(new RawUpstream(RawUpstream.Connection::awaitEnd), ",'retries':0,'read_timeout':100");
    assertTrue(ask("GET").startsWith("TIMEOUT "));
    assertEquals(List.of("failed TIMEOUT"), watched);
  }

  @Test
  void anAnswerThatNeverEndsIsGivenUp() {
    serve(
        new RawUpstream(
            connection -> {
              connection.request();
              connection.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n");
              connection.awaitEnd();
            }),
        "");
    assertEquals("TIMEOUT no whole answer within 400 ms0", ask("GET"));
    Until.holds(() -> upstream.ended.get() == 1);
    assertEquals(List.of("failed TIMEOUT"), watched);
  }

  @Test
  void anAnswerThatIsTooLongIsNotRead() {
    serve(RawUpstream.answering("HTTP/1.1 200 OK\r\nContent-Length: 52428800\r\n\r\n"), "");
    assertEquals("UNUSABLE the answer is longer than 1048576 bytes0", ask("GET"));
    Until.holds(() -> upstream.ended.get() == 1);
    assertEquals(List.of("answered 200"), watched);
  }

  @Test
  void anAnswerThatGrowsTooLongIsNotReadOn() {
    String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
    serve(
        new RawUpstream(
            connection -> {
              connection.request();
              connection.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
              for (int i = 0; i < 1_000; i++) {
                connection.write(chunk);
              }
            }),
        "");
    assertEquals("UNUSABLE the answer is longer than 1048576 bytes0", ask("GET"));
    Until.holds(() -> upstream.ended.get() == 1);
  }

  @Test
  void aClientThatGoesAwayTakesItsCallsAlong() {
    serve(new RawUpstream(RawUpstream.Connection::awaitEnd), "");
    try (RawClient client = new RawClient(node.port())) {
      client.send("GET /r HTTP/1.1\r\nHost: a\r\n\r\n");
      Until.holds(() -> upstream.connections.get() == 1);
    }
    Until.holds(() -> closed && upstream.ended.get() == 1);
    assertEquals(List.of("abandoned"), watched);
  }

  @Test
  void aGuardCanRefuse() {
    serve(RawUpstream.answering(RawUpstream.ok("hello")), "");
    refuses = true;
    assertEquals("REFUSED not now7", ask("GET"));
    assertEquals(0, upstream.connections.get());
  }
}
