package io.quong.plugins.prefunction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quong.plugin.Answer;
import io.quong.plugin.Step;
import io.quong.plugins.fixture.TestContext;
import io.quong.plugins.fixture.TestExchange;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** pre-function: scripts that act on a request. */
final class PreFunctionTest {
  private static PreFunction access(String... sources) {
    return new PreFunction(
        new PreFunctionConfig(
            List.of(), List.of(), List.of(sources), List.of(), List.of(), List.of()),
        new TestContext());
  }

  private static Answer answer(PreFunction plugin, TestExchange exchange) {
    return ((Step.Respond) plugin.access(exchange)).answer();
  }

  private static String text(Answer answer) {
    return ((Answer.Body.Buffer) answer.body()).value().toString(StandardCharsets.UTF_8);
  }

  @Test
  void headersPathAndQueryOfTheUpstreamAreSet() {
    TestExchange exchange = TestExchange.of("GET", "/x?a=1&a=2&b", "X-Gone", "1", "X-One", "one");
    access(
            "local r = kong.service.request; r.set_header('X-Arg', kong.request.get_query_arg('a'))"
                + " r.clear_header('X-Gone') r.set_path('/new') r.set_query({z = 1, a = {'x', 'y z'}})",
            "ngx.req.set_header('X-Var', ngx.var.http_x_one .. ngx.var.request_method)")
        .access(exchange);
    assertEquals("X-One: one\nX-Arg: 1\nX-Var: oneGET\n", exchange.sent.toString());
    assertEquals("/new", exchange.upstreamPath);
    assertEquals("a=x&a=y%20z&z=1", exchange.upstreamQuery);
  }

  @Test
  void anExitEndsTheRequestAndIsNotCaught() {
    PreFunction plugin =
        access("pcall(function() kong.response.exit(403, 'no', {['X-A'] = {'1', '2'}}) end)");
    Answer answer = answer(plugin, TestExchange.of("GET", "/x"));
    assertEquals(403, answer.status());
    assertEquals("no", text(answer));
    assertEquals(List.of("X-A", "1", "X-A", "2"), answer.headers());
  }

  @Test
  void whatIsSaidIsTheAnswer() {
    PreFunction plugin = access("ngx.status = 202 ngx.say('a', 1) ngx.print('b') ngx.exit(202)");
    Answer answer = answer(plugin, TestExchange.of("GET", "/x"));
    assertEquals(202, answer.status());
    assertEquals("a1\nb", text(answer));
  }

  @Test
  void aReturnedFunctionKeepsItsVariables() {
    PreFunction plugin =
        access("local n = 0; return function() n = n + 1; kong.ctx.shared.n = n end");
    for (double i = 1; i <= 3; i++) {
      TestExchange exchange = TestExchange.of("GET", "/x");
      plugin.access(exchange);
      assertEquals(i, exchange.shared.get("n"));
    }
  }

  @Test
  void librariesAreReadOnlyAndGlobalsStayInTheirScript() {
    assertThrows(
        RuntimeException.class,
        () -> access("string.upper = nil").access(TestExchange.of("GET", "/x")));
    assertThrows(
        RuntimeException.class,
        () -> access("kong.request = nil").access(TestExchange.of("GET", "/x")));
    TestExchange exchange = TestExchange.of("GET", "/x");
    access("made = 1", "kong.ctx.shared.seen = tostring(made)").access(exchange);
    assertEquals("nil", exchange.shared.get("seen"));
  }

  @Test
  void callsOutsideTheirPhaseFail() {
    assertThrows(
        RuntimeException.class,
        () -> access("kong.service.response.get_status()").access(TestExchange.of("GET", "/x")));
  }

  @Test
  void aScriptThatNeverEndsIsEnded() {
    RuntimeException error =
        assertThrows(
            RuntimeException.class,
            () -> access("while true do end").access(TestExchange.of("GET", "/x")));
    assertTrue(error.getMessage().contains("runs too long"), error::getMessage);
  }

  @Test
  void textsAreTurnedAsNginxTurnsThem() {
    TestExchange exchange = TestExchange.of("GET", "/x");
    access(
            "local s = kong.ctx.shared; s.md5 = ngx.md5('a') s.b64 = ngx.encode_base64('hello')"
                + " s.esc = ngx.escape_uri('a b/ü') s.re = ngx.re.gsub('abc', '(b)', '[$1]')"
                + " s.m = ngx.re.match('k=v', '(?<key>\\\\w)=(\\\\w)').key")
        .access(exchange);
    assertEquals("0cc175b9c0f1b6a831c399e269772661", exchange.shared.get("md5"));
    assertEquals("aGVsbG8=", exchange.shared.get("b64"));
    assertEquals("a%20b%2F%C3%BC", exchange.shared.get("esc"));
    assertEquals("a[b]c", exchange.shared.get("re"));
    assertEquals("k", exchange.shared.get("m"));
  }

  @Test
  void bodiesAreReadAndReplaced() {
    TestExchange exchange =
        TestExchange.of("POST", "/x", "Content-Type", "application/json").body("{\"a\":1}");
    access(
            "local b = kong.request.get_body() kong.service.request.set_body({n = b.a + 1},"
                + " 'application/json')")
        .access(exchange);
    assertEquals("{\"n\":2}", exchange.body);
  }

  @Test
  void valuesForTheLogEntryHaveModes() {
    TestExchange exchange = TestExchange.of("GET", "/x");
    access("kong.log.set_serialize_value('a.b', {1, 2})").access(exchange);
    assertEquals("[1,2]", exchange.entry.at("/a/b").toString());
  }
}
