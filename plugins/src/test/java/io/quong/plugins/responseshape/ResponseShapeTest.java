package io.quong.plugins.responseshape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.quong.plugin.Answer;
import io.quong.plugin.Step;
import io.quong.plugin.message.ByteText;
import io.quong.plugins.fixture.ListHeaders;
import io.quong.plugins.fixture.TestContext;
import io.quong.plugins.fixture.TestExchange;
import io.quong.plugins.responseshape.ResponseShapeConfig.Shape;
import io.quong.plugins.responseshape.ResponseShapeConfig.Variant;
import io.quong.plugins.responseshape.ResponseShapeConfig.When;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class ResponseShapeTest {
  private static Vertx vertx;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stop() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  private static ResponseShape plugin(Shape byDefault, Variant... variants) {
    TestContext context = new TestContext();
    context.vertx = vertx;
    return new ResponseShape(new ResponseShapeConfig(List.of(variants), byDefault), context);
  }

  private static Variant variant(When when, String shape) {
    return new Variant(when, shape, Map.of("Cache-Control", "max-age=1"));
  }

  private static TestExchange answered(TestExchange exchange, String type, String body) {
    exchange.upstreamAnswer = new ListHeaders();
    exchange.upstreamAnswer.add("Content-Type", type);
    exchange.upstreamAnswer.add("ETag", "of the whole");
    exchange.upstreamAnswer.add("X-Own", "1");
    exchange.upstreamBody = ByteText.of(body);
    return exchange;
  }

  private static Step run(ResponseShape plugin, TestExchange exchange) throws Exception {
    plugin.access(exchange);
    Step step = plugin.response(exchange);
    return step instanceof Step.Await await
        ? await.future().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS)
        : step;
  }

  private static String body(Step step) {
    return ((Answer.Body.Json) ((Step.Respond) step).answer().body()).value().toString();
  }

  private static String shaped(ResponseShape plugin, TestExchange exchange) throws Exception {
    return body(run(plugin, answered(exchange, "application/json", "{\"id\":1,\"large\":2}")));
  }

  @Test
  void theFirstVariantThatAppliesShapes() throws Exception {
    ResponseShape plugin =
        plugin(
            new Shape("'rest'", null),
            variant(new When("X-Client", null, "mobile", null), "{\"m\": id}"),
            variant(new When(null, "view", null, null), "'query'"),
            variant(new When(null, null, null, "(?i)iphone"), "'agent'"));
    assertEquals(
        "{\"m\":1}", shaped(plugin, TestExchange.of("GET", "/x?view=1", "X-Client", "mobile")));
    assertEquals("\"query\"", shaped(plugin, TestExchange.of("GET", "/x?view=1")));
    assertEquals(
        "\"agent\"", shaped(plugin, TestExchange.of("GET", "/x", "User-Agent", "An iPhone")));
    assertEquals("\"rest\"", shaped(plugin, TestExchange.of("GET", "/x", "X-Client", "web")));
  }

  @Test
  void headersOfTheOldBodyGoAndThoseOfTheVariantCome() throws Exception {
    ResponseShape plugin = plugin(null, variant(new When("A", null, null, null), "id"));
    TestExchange exchange =
        answered(TestExchange.of("GET", "/x", "A", "1"), "application/json", "{\"id\":1}");
    Answer answer = ((Step.Respond) run(plugin, exchange)).answer();
    assertEquals(200, answer.status());
    assertEquals(List.of("X-Own", "1"), answer.headers());
    plugin.headerFilter(exchange);
    assertEquals("max-age=1", exchange.answer.get("Cache-Control"));
    assertEquals("identity", exchange.sent.get("Accept-Encoding"));
  }

  @Test
  void theRequestIsSeen() throws Exception {
    ResponseShape plugin = plugin(new Shape("$request.query.lang & id", null));
    assertEquals("\"de1\"", shaped(plugin, TestExchange.of("GET", "/x?lang=de")));
  }

  @Test
  void whatIsNoJsonOfASuccessPasses() throws Exception {
    ResponseShape plugin = plugin(new Shape("'shaped'", null));
    TestExchange exchange = TestExchange.of("GET", "/x");
    assertSame(Step.NEXT, run(plugin, answered(exchange, "text/plain", "{}")));
    assertSame(Step.NEXT, run(plugin, answered(exchange, "application/json", "no json")));
    assertSame(Step.NEXT, run(plugin, answered(exchange, "application/json", "")));
    exchange.upstreamAnswer.add("Content-Encoding", "gzip");
    exchange.upstreamBody = "{}";
    assertSame(Step.NEXT, run(plugin, exchange));
    exchange.status = 404;
    assertSame(Step.NEXT, run(plugin, answered(exchange, "application/json", "{}")));
  }

  @Test
  void withoutAVariantThatAppliesNothingHappens() throws Exception {
    ResponseShape plugin = plugin(null, variant(new When("A", null, null, null), "id"));
    TestExchange exchange = answered(TestExchange.of("GET", "/x"), "application/json", "{}");
    assertSame(Step.NEXT, run(plugin, exchange));
    plugin.headerFilter(exchange);
    assertEquals(0, exchange.answer.size());
  }

  @Test
  void aTemplateThatFailsLoopsOrExplodesIsA500InBoundedTime() throws Exception {
    for (String shape :
        List.of(
            "id / 'x'",
            "($f := function($n) { $f($n) }; $f(1))",
            "($f := function($n) { 1 + $f($n) }; $f(1))",
            "$reduce([1..60], function($s, $i) { $s & $s }, 'x')",
            "[1..100000000]")) {
      long begun = System.nanoTime();
      Step step =
          run(
              plugin(new Shape(shape, null)),
              answered(TestExchange.of("GET", "/x"), "application/json", "{\"id\":1}"));
      assertEquals(Step.respond(Answer.error(500, null)), step, shape);
      long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun);
      assertEquals(true, seconds < 10, shape + " took " + seconds + " s");
    }
  }

  @Test
  void nothingIsNull() throws Exception {
    assertEquals("null", shaped(plugin(new Shape("none", null)), TestExchange.of("GET", "/x")));
  }
}
