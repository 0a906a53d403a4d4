package io.quong.dataplane.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.listen.status.Explainer;
import io.quong.plugin.Answer;
import io.quong.plugin.Exchange;
import io.quong.plugin.Phase;
import io.quong.plugin.Plugin;
import io.quong.plugin.Step;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Real requests that ask for an explanation by a token. */
class TracedRequestsTest {
  private static final Pattern LINK = Pattern.compile("Link: </quong/explain/([0-9a-f]{32})>");

  private final RawUpstream upstream = RawUpstream.answering(RawUpstream.ok("hello"));
  private final ProxyNode node =
      new ProxyNode(
          Map.of(),
          List.of(
              Scripted.of(
                  "setter",
                  2,
                  new Plugin() {
                    @Override
                    public Step access(Exchange exchange) {
                      exchange.upstream().headers().set("X-Added", "1");
                      exchange.upstream().headers().set("X-Api-Key", "marked-secret");
                      exchange.upstream().path("/changed");
                      return Step.NEXT;
                    }

                    @Override
                    public Step headerFilter(Exchange exchange) {
                      exchange.response().headers().set("X-Out", "2");
                      return Step.NEXT;
                    }
                  },
                  Phase.ACCESS,
                  Phase.HEADER_FILTER,
                  Phase.LOG),
              Scripted.of(
                  "refuser",
                  1,
                  new Plugin() {
                    @Override
                    public Step access(Exchange exchange) {
                      return Step.respond(Answer.error(403, "no"));
                    }
                  },
                  Phase.ACCESS)));

  @AfterEach
  void close() {
    node.close();
    upstream.close();
  }

  static String digest(String token) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(token.getBytes(StandardCharsets.US_ASCII)));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void start() {
    node.service("s", "127.0.0.1", upstream.port(), "")
        .route("r", "s", "/r", "")
        .route("x", "s", "/x", "")
        .plugin("setter", "{'word':'w'}", "")
        .plugin("refuser", "{'word':'w'}", "'route':{'id':'" + ProxyNode.id("x") + "'}")
        .apply();
    node.traceTokens.admit(digest("good"), 60);
  }

  private JsonNode traced(String answer) throws Exception {
    Matcher link = LINK.matcher(answer);
    assertTrue(link.find(), answer);
    Explainer.Explained told =
        node.explainer
            .trace(link.group(1), false)
            .toCompletionStage()
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS);
    assertEquals(200, told.status(), told.body());
    assertFalse(told.body().contains("marked-secret"), told.body());
    return ProxyNode.JSON.readTree(told.body());
  }

  @Test
  void eachPluginIsToldWithItsTimeAndWhatItChanged() throws Exception {
    start();
    JsonNode told =
        traced(
            RawClient.ask(
                node.port(),
                RawClient.request(
                    "GET", "/r/1?apikey=marked-secret&a=b", "X-Quong-Explain: good")));
    assertEquals("r", told.at("/route/name").textValue());
    assertEquals("apikey=<hidden>&a=b", told.at("/request/query").textValue());
    assertEquals("setter", told.at("/plugins/0/name").textValue());
    JsonNode access = told.at("/trace/plugins/0");
    assertEquals("access", access.get("phase").textValue());
    assertEquals(
        ProxyNode.JSON.readTree(
            "{'path':{'from':'/1','to':'/changed'},".replace('\'', '"')
                + "\"request.headers.x-added\":{\"from\":null,\"to\":\"1\"},"
                + "\"request.headers.x-api-key\":{\"from\":null,\"to\":\"<hidden>\"}}"),
        access.get("changed"));
    assertTrue(access.get("to_us").longValue() >= access.get("from_us").longValue());
    assertEquals("header_filter", told.at("/trace/plugins/1/phase").textValue());
    assertEquals("2", told.at("/trace/plugins/1/changed/response.headers.x-out/to").textValue());
    assertEquals("log", told.at("/trace/plugins/2/phase").textValue());
    assertEquals(200, told.at("/trace/response/status").intValue());
    assertEquals("127.0.0.1", told.at("/trace/attempts/0/ip").textValue());
    assertEquals("request_start", told.at("/trace/states/0/state").textValue());
    assertFalse(upstream.request().contains("Quong-Explain"), upstream.request());
  }

  @Test
  void whoAnsweredIsTold() throws Exception {
    start();
    JsonNode told =
        traced(RawClient.ask(node.port(), RawClient.request("GET", "/x", "X-Quong-Explain: good")));
    assertEquals("refuser", told.at("/trace/plugins/1/name").textValue());
    assertEquals(403, told.at("/trace/plugins/1/answered").intValue());
    assertEquals("exit", told.at("/trace/response/source").textValue());
  }

  @Test
  void withoutAGoodTokenNothingIsTracedAndTheHeaderStaysHere() throws Exception {
    start();
    String answer =
        RawClient.ask(node.port(), RawClient.request("GET", "/r", "X-Quong-Explain: bad"));
    assertFalse(answer.contains("Link:"), answer);
    assertFalse(upstream.request().contains("Quong-Explain"), upstream.request());
    Explainer.Explained unknown =
        node.explainer.trace("0".repeat(32), false).toCompletionStage().toCompletableFuture().get();
    assertEquals(
        new Explainer.Explained(404, false, "{\"message\":\"there is no trace of this request\"}"),
        unknown);
  }

  @Test
  void aTokenEndsWithItsTime() {
    AtomicLong now = new AtomicLong();
    TraceTokens tokens = new TraceTokens(now::get);
    tokens.admit(digest("t"), 5);
    assertTrue(tokens.admits("t"));
    assertFalse(tokens.admits("u"));
    assertFalse(tokens.admits(null));
    now.set(TimeUnit.SECONDS.toNanos(5));
    assertFalse(tokens.admits("t"));
  }

  @Test
  void theControlPlanesQuestionsAreAnsweredAlsoOfADraft() throws Exception {
    start();
    ObjectNode asked = ProxyNode.JSON.createObjectNode();
    asked.put("version", 1).put("question", "{\"path\":\"/new\"}");
    JsonNode now = node.explainer.answer(asked).toCompletionStage().toCompletableFuture().get();
    assertTrue(now.get("body").textValue().contains("\"route\":null"), now.toString());
    String id = ProxyNode.id("new");
    asked
        .putArray("draft")
        .addObject()
        .put("kind", "routes")
        .put("id", id)
        .putObject("body")
        .put("id", id)
        .put("name", "new")
        .putArray("paths")
        .add("/new");
    ((ObjectNode) asked.at("/draft/0/body")).putArray("protocols").add("http");
    JsonNode then = node.explainer.answer(asked).toCompletionStage().toCompletableFuture().get();
    assertEquals(
        "new", ProxyNode.JSON.readTree(then.get("body").textValue()).at("/route/name").textValue());
    JsonNode after =
        node.explainer
            .answer(asked.deepCopy().without("draft"))
            .toCompletionStage()
            .toCompletableFuture()
            .get();
    assertEquals(now, after);
  }
}
