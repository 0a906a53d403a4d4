package io.quong.dataplane.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.buffer.Unpooled;
import io.quong.plugin.Answer;
import io.quong.plugin.BodyPiece;
import io.quong.plugin.Exchange;
import io.quong.plugin.Phase;
import io.quong.plugin.Plugin;
import io.quong.plugin.Step;
import io.vertx.core.Promise;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which phases of which plugins run, and what an answer in one of them leads to. */
class PhasesTest {
  private final List<String> trail = new CopyOnWriteArrayList<>();
  private final List<Scripted> plugins = new ArrayList<>();
  private final RawUpstream upstream = RawUpstream.answering(RawUpstream.ok("hello"));
  private ProxyNode node;

  @AfterEach
  void close() {
    node.close();
    upstream.close();
  }

  /** A plugin of all the usual phases that leaves a trail. */
  private class Tracer implements Plugin {
    final String name;

    Tracer(String name) {
      this.name = name;
    }

    @Override
    public Step access(Exchange exchange) {
      trail.add(name + " access");
      return Step.NEXT;
    }

    @Override
    public Step headerFilter(Exchange exchange) {
      trail.add(name + " header");
      return Step.NEXT;
    }

    @Override
    public void bodyFilter(Exchange exchange, BodyPiece piece) {
      if (piece.last()) {
        trail.add(name + " body");
      }
    }

    @Override
    public void log(Exchange exchange) {
      trail.add(name + " log " + exchange.response().source());
    }
  }

  private void plugin(int priority, Tracer plugin, Phase... more) {
    List<Phase> phases =
        new ArrayList<>(List.of(Phase.ACCESS, Phase.HEADER_FILTER, Phase.BODY_FILTER, Phase.LOG));
    phases.addAll(List.of(more));
    plugins.add(Scripted.of(plugin.name, priority, plugin, phases.toArray(Phase[]::new)));
  }

  private void start() {
    node = new ProxyNode(Map.of(), List.copyOf(plugins));
    node.service("s", "127.0.0.1", upstream.port(), "").route("r", "s", "/r", "");
    for (Scripted plugin : plugins) {
      node.plugin(plugin.name(), "{}", "");
    }
    node.apply();
  }

  private String get(String path) {
    String answer = RawClient.get(node, path);
    Until.holds(() -> trail.stream().filter(t -> t.contains(" log ")).count() >= plugins.size());
    return answer;
  }

  private static String body(String answer) {
    return answer.substring(answer.indexOf("\r\n\r\n") + 4);
  }

  @Test
  void phasesRunInOrderOfPriority() {
    plugin(10, new Tracer("b"));
    plugin(20, new Tracer("a"));
    start();
    assertEquals("hello", body(get("/r")));
    assertEquals(
        List.of(
            "a access",
            "b access",
            "a header",
            "b header",
            "a body",
            "b body",
            "a log SERVICE",
            "b log SERVICE"),
        trail);
  }

  @Test
  void answerInAccessSkipsTheOthersAccessButNotTheirLaterPhases() {
    plugin(
        20,
        new Tracer("a") {
          @Override
          public Step access(Exchange exchange) {
            ObjectNode body = JsonNodeFactory.instance.objectNode().put("message", "no");
            return Step.respond(Answer.exit(403, body).with("X-A", ""));
          }
        });
    plugin(10, new Tracer("b"));
    start();
    assertEquals(
        "HTTP/1.1 403 Forbidden\r\nX-A:  \r\nContent-Type: application/json; charset=utf-8"
            + "\r\nDate: *\r\nContent-Length: 16\r\nX-Kong-Response-Latency: *\r\nServer: quong/1.0"
            + "\r\nX-Kong-Request-Id: *id*\r\nConnection: close\r\n\r\n{\"message\":\"no\"}",
        get("/r"));
    assertEquals(
        List.of("a header", "b header", "a body", "b body", "a log EXIT", "b log EXIT"), trail);
    assertEquals(List.of(), upstream.requests);
  }

  @Test
  void crashInAccessIs500AndTheLaterPhasesRun() {
    plugin(
        20,
        new Tracer("a") {
          @Override
          public Step access(Exchange exchange) {
            throw new IllegalStateException("on purpose");
          }
        });
    plugin(10, new Tracer("b"));
    start();
    String answer = get("/r");
    assertEquals("500", answer.substring(9, 12));
    assertEquals(
        "{\n  \"message\":\"An unexpected error occurred\",\n  \"request_id\":\"*id*\"\n}",
        body(answer));
    assertEquals(
        List.of("a header", "b header", "a body", "b body", "a log ERROR", "b log ERROR"), trail);
  }

  @Test
  void awaitedPluginGoesOnOnTheLoopWithItsNote() {
    plugin(
        20,
        new Tracer("a") {
          @Override
          public Step access(Exchange exchange) {
            Thread loop = Thread.currentThread();
            exchange.note("kept");
            Promise<Step> promise = Promise.promise();
            Thread elsewhere = new Thread(() -> promise.complete(Step.NEXT));
            elsewhere.start();
            return Step.await(
                exchange
                    .onLoop(promise.future())
                    .map(
                        step -> {
                          trail.add(loop == Thread.currentThread() ? "same" : "other");
                          return step;
                        }));
          }

          @Override
          public Step headerFilter(Exchange exchange) {
            trail.add("note " + exchange.note());
            return Step.NEXT;
          }
        });
    start();
    assertEquals("hello", body(get("/r")));
    assertEquals(List.of("same", "note kept", "a body", "a log SERVICE"), trail);
  }

  @Test
  void failedFutureIsACrash() {
    plugin(
        20,
        new Tracer("a") {
          @Override
          public Step access(Exchange exchange) {
            return Step.await(io.vertx.core.Future.failedFuture("on purpose"));
          }
        });
    start();
    assertEquals("500", get("/r").substring(9, 12));
  }

  @Test
  void answerInTheHeaderFilterReplacesStatusAndBodyButNotThePhase() {
    plugin(
        20,
        new Tracer("a") {
          @Override
          public Step headerFilter(Exchange exchange) {
            return Step.respond(Answer.exit(429, "slow down").with("X-A", "1"));
          }
        });
    plugin(10, new Tracer("b"));
    start();
    String answer = get("/r");
    assertEquals("429 Too Many Requests", answer.substring(9, answer.indexOf("\r\n")));
    assertTrue(answer.contains("\r\nContent-Length: 9\r\n"), answer);
    assertEquals("slow down", body(answer));
    assertEquals(
        List.of(
            "a access",
            "b access",
            "b header",
            "a body",
            "b body",
            "a log SERVICE",
            "b log SERVICE"),
        trail);
  }

  @Test
  void noRouteRunsTheLaterPhasesOfGlobalPlugins() {
    plugin(20, new Tracer("a"));
    start();
    assertEquals("404", get("/none").substring(9, 12));
    assertEquals(List.of("a header", "a body", "a log ERROR"), trail);
  }

  @Test
  void answerInRewriteEndsTheRequest() {
    plugin(
        20,
        new Tracer("a") {
          @Override
          public Step rewrite(Exchange exchange) {
            return Step.respond(Answer.exit(200, "early"));
          }
        },
        Phase.REWRITE);
    start();
    assertEquals("early", body(get("/r")));
    assertEquals(List.of("a header", "a body", "a log EXIT"), trail);
  }

  @Test
  void noteOfTheRewritePhaseIsThereInAccess() {
    plugin(
        20,
        new Tracer("a") {
          @Override
          public Step rewrite(Exchange exchange) {
            exchange.note("early");
            return Step.NEXT;
          }

          @Override
          public Step access(Exchange exchange) {
            trail.add("note " + exchange.note());
            return Step.NEXT;
          }
        },
        Phase.REWRITE);
    start();
    get("/r");
    assertEquals("note early", trail.get(0));
  }

  @Test
  void bodyFilterThatNeedsTheWholeBodyGetsItAndTheLengthIsCorrected() {
    plugin(
        20,
        new Tracer("a") {
          @Override
          public Set<Need> needs() {
            return Set.of(Need.RESPONSE_BODY);
          }

          @Override
          public void bodyFilter(Exchange exchange, BodyPiece piece) {
            trail.add(piece.content().toString(StandardCharsets.UTF_8) + " " + piece.last());
            piece.replace(Unpooled.copiedBuffer("something longer", StandardCharsets.UTF_8));
          }
        });
    start();
    String answer = get("/r");
    assertTrue(answer.contains("\r\nContent-Length: 16\r\n"), answer);
    assertEquals("something longer", body(answer));
    assertEquals(List.of("a access", "a header", "hello true", "a log SERVICE"), trail);
  }

  @Test
  void responsePhaseSeesTheWholeResponseBeforeTheClientSeesAnyOfIt() {
    plugins.add(
        Scripted.of(
            "a",
            20,
            new Plugin() {
              @Override
              public Step response(Exchange exchange) {
                trail.add(
                    exchange.upstreamResponse().status()
                        + " "
                        + exchange.upstreamResponse().body().toString(StandardCharsets.UTF_8));
                exchange.response().headers().set("X-Seen", "1");
                return Step.NEXT;
              }

              @Override
              public void log(Exchange exchange) {
                trail.add("a log " + exchange.response().source());
              }
            },
            Phase.RESPONSE,
            Phase.LOG));
    start();
    String answer = get("/r");
    assertTrue(answer.contains("\r\nX-Seen: 1\r\n"), answer);
    assertEquals("hello", body(answer));
    assertEquals(List.of("200 hello", "a log SERVICE"), trail);
  }

  @Test
  void requestBodyIsWholeBeforeAccessWhenItIsNeeded() {
    plugin(
        20,
        new Tracer("a") {
          @Override
          public Set<Need> needs() {
            return Set.of(Need.REQUEST_BODY);
          }

          @Override
          public Step access(Exchange exchange) {
            trail.add(exchange.request().body().toString(StandardCharsets.UTF_8));
            exchange.upstream().body(Unpooled.copiedBuffer("other", StandardCharsets.UTF_8));
            exchange.upstream().method("PUT");
            exchange.upstream().path("/new path");
            exchange.upstream().rawQuery("a=b");
            exchange.upstream().headers().set("X-Added", "1");
            return Step.NEXT;
          }
        });
    start();
    try (RawClient client = new RawClient(node.port())) {
      client.send("POST /r HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n");
      client.send("0\r\n\r\n");
      client.until("hello");
    }
    assertEquals("hi", trail.get(0));
    String request = upstream.request();
    assertTrue(request.startsWith("PUT /new%20path?a=b HTTP/1.1\r\n"), request);
    assertTrue(request.contains("\r\nContent-Length: 5\r\n"), request);
    assertTrue(request.endsWith("\r\nX-Added: 1\r\n\r\nother"), request);
  }
}
