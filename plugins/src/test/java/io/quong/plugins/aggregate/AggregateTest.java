package io.quong.plugins.aggregate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quong.plugin.Answer;
import io.quong.plugin.Step;
import io.quong.plugins.fixture.TestContext;
import io.quong.plugins.fixture.TestExchange;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against real services. */
final class AggregateTest {
  private static final Queue<String> ASKED = new ConcurrentLinkedQueue<>();

  /** That the connection of {@code /hang?tell} is gone. */
  private static final CountDownLatch CLOSED = new CountDownLatch(1);

  private static Vertx vertx;
  private static HttpServer server;

  private final TestContext context = new TestContext();

  @BeforeAll
  static void start() throws Exception {
    vertx = Vertx.vertx();
    server =
        vertx
            .createHttpServer()
            .requestHandler(AggregateTest::serve)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS);
  }

  @AfterAll
  static void stop() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @BeforeEach
  void forget() {
    ASKED.clear();
    context.vertx = vertx;
  }

  private static void serve(HttpServerRequest request) {
    ASKED.add(request.uri() + " " + request.getHeader("X-Request-Id"));
    String path = request.path();
    if (path.equals("/hang")) {
      if (request.query() != null) {
        request.connection().closeHandler(closed -> CLOSED.countDown());
      }
      return;
    }
    if (path.equals("/endless")) {
      request.response().setChunked(true).write("[1,");
      return;
    }
    if (path.equals("/huge")) {
      Buffer megabyte = Buffer.buffer(new byte[1 << 20]);
      request.response().setChunked(true).exceptionHandler(gone -> {});
      for (int i = 0; i < 50; i++) {
        request.response().write(megabyte);
      }
      request.response().end();
      return;
    }
    if (path.equals("/broken")) {
      request.response().setStatusCode(500).end("{}");
    } else if (path.equals("/missing")) {
      request.response().setStatusCode(404).end("{}");
    } else if (path.equals("/text")) {
      request.response().end("no json");
    } else if (path.equals("/orders/7")) {
      request
          .response()
          .end("{\"id\":7,\"owner\":\"ann\",\"items\":[{\"p\":1},{\"p\":2},{\"p\":1}]}");
    } else {
      request.response().end("[{\"id\":1,\"name\":\"one\"},{\"id\":2,\"name\":\"two\"}]");
    }
  }

  private static AggregateConfig.Call call(
      String name,
      String path,
      List<String> after,
      String when,
      String each,
      boolean required,
      String fallback) {
    return new AggregateConfig.Call(
        name,
        null,
        "http://127.0.0.1:" + server.actualPort(),
        "GET",
        path,
        Map.of(),
        null,
        after,
        when,
        each,
        // Only who never answers may run into it.
        path.equals("/hang") || path.equals("/endless") ? 200 : 10_000,
        required,
        fallback);
  }

  private static AggregateConfig.Call call(String name, String path) {
    return call(name, path, List.of(), null, null, false, null);
  }

  private Answer run(String allowIf, String response, AggregateConfig.Call... calls)
      throws Exception {
    Aggregate plugin =
        new Aggregate(new AggregateConfig(List.of(calls), allowIf, response, "_meta"), context);
    TestExchange exchange = TestExchange.of("GET", "/x", "X-Request-Id", "r1");
    exchange.captures = Map.of("id", "7");
    // On one loop, as an exchange is.
    Promise<Step> done = Promise.promise();
    vertx
        .getOrCreateContext()
        .runOnContext(begun -> ((Step.Await) plugin.access(exchange)).future().onComplete(done));
    Step step = done.future().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    plugin.log(exchange);
    return ((Step.Respond) step).answer();
  }

  private static String body(Answer answer) {
    return ((Answer.Body.Json) answer.body()).value().toString();
  }

  @Test
  void aCallCanDependOnAnEarlierOneAndBeMadeOnceForAList() throws Exception {
    Answer answer =
        run(
            "order.owner = 'ann'",
            "{\"id\": order.id, \"items\": order.items.("
                + "$p := p; {\"p\": p, \"name\": $$.products[id = $p].name})}",
            call("order", "/orders/${request.captures.id}"),
            call(
                "products",
                "/products?ids=${each}",
                List.of("order"),
                null,
                "order.items.p",
                false,
                null));
    assertEquals(200, answer.status());
    assertEquals(
        "{\"id\":7,\"items\":[{\"p\":1,\"name\":\"one\"},{\"p\":2,\"name\":\"two\"},"
            + "{\"p\":1,\"name\":\"one\"}],"
            + "\"_meta\":{\"orderAvailable\":true,\"productsAvailable\":true}}",
        body(answer));
    assertEquals(List.of("/orders/7 r1", "/products?ids=1,2 r1"), List.copyOf(ASKED));
  }

  @Test
  void whatFailsDegradesTheAnswer() throws Exception {
    for (String path : List.of("/broken", "/hang", "/text", "/missing", "/endless", "/huge")) {
      Answer answer =
          run(
              null,
              "{\"order\": order.id, \"other\": other}",
              call("order", "/orders/7"),
              call("other", path, List.of(), null, null, false, "[\"none\"]"));
      assertEquals(
          "{\"order\":7,\"other\":[\"none\"],"
              + "\"_meta\":{\"orderAvailable\":true,\"otherAvailable\":false}}",
          body(answer),
          path);
    }
  }

  @Test
  void aRequiredCallFailsTheWhole() throws Exception {
    assertEquals(
        Answer.error(502, null),
        run(null, "{}", call("a", "/broken", List.of(), null, null, true, null)));
    assertEquals(
        Answer.error(404, null),
        run(null, "{}", call("a", "/missing", List.of(), null, null, true, null)));
  }

  @Test
  void aRequiredCallWithAFallbackDoesNot() throws Exception {
    Answer answer =
        run(null, "{\"a\": a}", call("a", "/broken", List.of(), null, null, true, "[]"));
    assertEquals("{\"a\":[],\"_meta\":{\"aAvailable\":false}}", body(answer));
  }

  @Test
  void aRequiredCallThatIsLateIsA504() throws Exception {
    assertEquals(
        Answer.error(504, null),
        run(null, "{}", call("a", "/hang", List.of(), null, null, true, null)));
  }

  @Test
  void aClientThatGoesAwayTakesItsCallsAlong() throws Exception {
    AggregateConfig.Call hanging =
        new AggregateConfig.Call(
            "a",
            null,
            "http://127.0.0.1:" + server.actualPort(),
            "GET",
            "/hang?tell",
            Map.of(),
            null,
            List.of(),
            null,
            null,
            60_000,
            false,
            null);
    Aggregate plugin =
        new Aggregate(new AggregateConfig(List.of(hanging), null, "{}", "_meta"), context);
    TestExchange exchange = TestExchange.of("GET", "/x");
    vertx.getOrCreateContext().runOnContext(begun -> plugin.access(exchange));
    await("/hang?tell null");
    plugin.log(exchange);
    assertTrue(CLOSED.await(10, TimeUnit.SECONDS));
  }

  private static void await(String seen) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!ASKED.contains(seen)) {
      assertTrue(System.nanoTime() < end, "never saw " + seen + ": " + ASKED);
      Thread.onSpinWait();
    }
  }

  @Test
  void aTemplateThatFailsIsA500() throws Exception {
    assertEquals(Answer.error(500, null), run(null, "order.id / 'x'", call("order", "/orders/7")));
  }

  @Test
  void aHeaderCannotBecomeTwo() throws Exception {
    AggregateConfig.Call call =
        new AggregateConfig.Call(
            "a",
            null,
            "http://127.0.0.1:" + server.actualPort(),
            "GET",
            "/orders/7",
            Map.of("X-Id", "${'a\\r\\nX-User-Id: eve'}"),
            null,
            List.of(),
            null,
            null,
            10_000,
            false,
            null);
    assertEquals(
        "{\"a\":null,\"_meta\":{\"aAvailable\":false}}", body(run(null, "{\"a\": a}", call)));
    assertEquals(List.of(), List.copyOf(ASKED));
  }

  @Test
  void foreignDataIsForbidden() throws Exception {
    assertEquals(
        Answer.exit(403, JsonNodeFactory.instance.objectNode().put("error", "forbidden")),
        run("order.owner = 'bob'", "{}", call("order", "/orders/7")));
  }

  @Test
  void aConditionLeavesACallOut() throws Exception {
    Answer answer =
        run(
            null,
            "{\"shipping\": shipping}",
            call("order", "/orders/7"),
            call(
                "shipping",
                "/shipping",
                List.of("order"),
                "order.status = 'shipped'",
                null,
                false,
                null));
    assertEquals("{\"shipping\":null,\"_meta\":{\"orderAvailable\":true}}", body(answer));
    assertEquals(List.of("/orders/7 r1"), List.copyOf(ASKED));
  }
}
