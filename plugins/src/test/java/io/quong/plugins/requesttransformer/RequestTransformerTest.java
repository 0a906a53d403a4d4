package io.quong.plugins.requesttransformer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quong.lua.LuaException;
import io.quong.plugins.fixture.TestContext;
import io.quong.plugins.fixture.TestExchange;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RequestTransformerTest {
  private String method;
  private String uri;
  private List<String> removeHeaders = List.of();
  private List<String> renameHeaders = List.of();
  private List<String> replaceHeaders = List.of();
  private List<String> addHeaders = List.of();
  private List<String> appendHeaders = List.of();
  private RequestTransformerConfig.Values query = values();
  private RequestTransformerConfig.Rename rename =
      new RequestTransformerConfig.Rename(List.of(), List.of(), List.of());
  private RequestTransformerConfig.Remove remove =
      new RequestTransformerConfig.Remove(List.of(), List.of(), List.of());
  private RequestTransformerConfig.Replace replace =
      new RequestTransformerConfig.Replace(List.of(), List.of(), List.of(), null);
  private RequestTransformerConfig.Values append = values();

  private static RequestTransformerConfig.Values values() {
    return new RequestTransformerConfig.Values(List.of(), List.of(), List.of());
  }

  private void run(TestExchange exchange) {
    new RequestTransformer(
            new RequestTransformerConfig(
                method,
                new RequestTransformerConfig.Remove(
                    remove.body(), removeHeaders, remove.querystring()),
                new RequestTransformerConfig.Rename(
                    rename.body(), renameHeaders, rename.querystring()),
                new RequestTransformerConfig.Replace(
                    replace.body(), replaceHeaders, replace.querystring(), uri),
                new RequestTransformerConfig.Values(query.body(), addHeaders, query.querystring()),
                new RequestTransformerConfig.Values(
                    append.body(), appendHeaders, append.querystring())),
            new TestContext())
        .access(exchange);
  }

  @Test
  void headerListsActInTheirOrderAndKeepSpellings() {
    removeHeaders = List.of("x-gone:and:more");
    renameHeaders = List.of("X-Old:X-New", "X-Same:x-same");
    replaceHeaders = List.of("X-Here:new", "X-Colon::a:b", "X-Nothing:", "Host:b.test");
    addHeaders = List.of("X-Gone:back", "x-here:no", "host:c.test");
    appendHeaders = List.of("X-More:b", "X-More:c");
    TestExchange exchange =
        TestExchange.of(
            "GET",
            "/x",
            "X-Gone",
            "1",
            "X-Old",
            "1",
            "X-Old",
            "2",
            "X-New",
            "3",
            "X-Same",
            "s",
            "x-HERE",
            "old",
            "X-Colon",
            "old",
            "X-Nothing",
            "old");
    run(exchange);
    assertEquals(
        """
        X-Same: s
        x-HERE: new
        X-Colon: a:b
        X-Nothing: old
        x-new: 1
        x-new: 2
        X-Gone: back
        X-More: b
        X-More: c
        """,
        exchange.sent.toString());
    assertEquals("b.test", exchange.upstreamHost);
  }

  @Test
  void templatesSeeTheRequestAsItCame() {
    removeHeaders = List.of("X-Src");
    renameHeaders = List.of("X-Other:X-Moved");
    addHeaders = List.of("X-Copy:$(headers.x_src)", "X-Copy2:$(headers['X-Other'])");
    query =
        new RequestTransformerConfig.Values(List.of(), List.of(), List.of("q2:$(query_params.q)"));
    remove = new RequestTransformerConfig.Remove(List.of(), List.of(), List.of("q"));
    TestExchange exchange = TestExchange.of("GET", "/x?q=1", "X-Src", "src", "X-Other", "oth");
    run(exchange);
    assertEquals("x-moved: oth\nX-Copy: src\nX-Copy2: oth\n", exchange.sent.toString());
    assertEquals("q2=1", exchange.upstreamQuery);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "b=%20&a=$%26%2B,/:;%3D?@ | a=%24%26%2B%2C%2F%3A%3B%3D%3F%40&b=%20&pos=1%2C2&q=new",
        "q | pos=1%2C2&q",
        "q=1&q=2 | pos=1%2C2&q=1&q=2"
      })
  void aChangedQueryIsWrittenAnewAndSorted(String before, String after) {
    query = new RequestTransformerConfig.Values(List.of(), List.of(), List.of("q:new", "pos:1,2"));
    TestExchange exchange = TestExchange.of("GET", "/x?" + before);
    run(exchange);
    assertEquals(after, exchange.upstreamQuery);
  }

  @Test
  void anUntouchedQueryStaysAsItWas() {
    addHeaders = List.of("a:b");
    TestExchange exchange = TestExchange.of("GET", "/x?e=%41+%2F&c&d=");
    run(exchange);
    assertEquals("e=%41+%2F&c&d=", exchange.upstreamQuery);
    remove = new RequestTransformerConfig.Remove(List.of(), List.of(), List.of("gone"));
    TestExchange bare = TestExchange.of("GET", "/x?");
    run(bare);
    assertEquals("", bare.upstreamQuery);
    TestExchange emptied = TestExchange.of("GET", "/x?gone=1");
    run(emptied);
    assertNull(emptied.upstreamQuery);
  }

  private void bodyLists() {
    remove =
        new RequestTransformerConfig.Remove(List.of("gone", "deep.gone"), List.of(), List.of());
    rename = new RequestTransformerConfig.Rename(List.of("old:new"), List.of(), List.of());
    replace =
        new RequestTransformerConfig.Replace(
            List.of("rep:1", "absent:1"), List.of(), List.of(), null);
    query =
        new RequestTransformerConfig.Values(List.of("add:true", "kept:x"), List.of(), List.of());
    append = new RequestTransformerConfig.Values(List.of("app:b"), List.of(), List.of());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"gone\":1,\"deep\":{\"gone\":1},\"deep.gone\":1,\"old\":[1],\"rep\":5,\"kept\":0,\"app\":\"a\"}"
            + "|{\"deep\":{\"gone\":1},\"rep\":\"1\",\"kept\":0,\"app\":[\"a\",\"b\"],\"new\":[1],\"add\":\"true\"}",
        "{\"old\":false,\"rep\":false,\"add\":null,\"kept\":false,\"app\":[1]}"
            + "|{\"old\":false,\"rep\":false,\"add\":null,\"kept\":\"x\",\"app\":[1,\"b\"]}",
        "{\"n\":12345678901234567890,\"d\":1.10}"
            + "|{\"n\":12345678901234567890,\"d\":1.10,\"add\":\"true\",\"kept\":\"x\",\"app\":[\"b\"]}",
        "[1,2]|[1,2]",
        "{not json|{not json",
        "7|7"
      })
  void jsonListsActOnTheTopLevelOfAnObject(String before, String after) {
    bodyLists();
    TestExchange exchange =
        TestExchange.of("POST", "/x", "Content-Type", "Application/JSON").body(before);
    run(exchange);
    assertEquals(after, exchange.body);
  }

  @Test
  void addAndAppendMakeABody() {
    bodyLists();
    TestExchange exchange = TestExchange.of("GET", "/x", "Content-Type", "application/json");
    run(exchange);
    assertEquals("{\"add\":\"true\",\"kept\":\"x\",\"app\":[\"b\"]}", exchange.body);
    TestExchange text = TestExchange.of("GET", "/x", "Content-Type", "text/plain");
    run(text);
    assertNull(text.body);
  }

  @Test
  void multipartPartsThatAreTouchedMoveToTheEnd() {
    bodyLists();
    TestExchange exchange =
        TestExchange.of("POST", "/x", "Content-Type", "multipart/form-data; boundary=XX")
            .body(
                part("gone", "1")
                    + part("old", "o")
                    + part("rep", "1")
                    + part("app", "a")
                    + "--XX--\r\n");
    run(exchange);
    assertEquals(
        part("app", "a")
            + part("new", "o")
            + part("rep", "1")
            + part("add", "true")
            + part("kept", "x")
            + "--XX--\r\n",
        exchange.body);
  }

  private static String part(String name, String value) {
    return "--XX\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
  }

  @Test
  void aPathIsEscapedAndItsCapturesAreFilledIn() {
    uri = "/tést/$(uri_captures.id)/$(uri_captures[1] or 'none')";
    TestExchange exchange = TestExchange.of("GET", "/x?q=1");
    exchange.captures = Map.of("0", "/x", "id", "a b");
    run(exchange);
    assertEquals("/t%C3%A9st/a%20b/none", exchange.upstreamPath);
    assertEquals("q=1", exchange.upstreamQuery);
  }

  @Test
  void aFormJoinsTheQueryWhenTheMethodTakesNoBody() {
    method = "GET";
    TestExchange exchange =
        TestExchange.of("POST", "/x?b=1", "Content-Type", "application/x-www-form-urlencoded")
            .body("a=1&b=2");
    run(exchange);
    assertEquals("GET", exchange.upstreamMethod);
    assertEquals("a=1&b=1&b=2", exchange.upstreamQuery);
    assertEquals("a=1&b=2", exchange.body);
  }

  @Test
  void whatCannotBeDoneFailsTheRequest() {
    addHeaders = List.of("x:$(uri_captures user)");
    assertEquals(
        "error:[string \"TMP\"]:1: ')' expected near 'user'",
        assertThrows(LuaException.class, () -> run(TestExchange.of("GET", "/x"))).getMessage());
    addHeaders = List.of();
    method = "FETCH";
    assertThrows(IllegalArgumentException.class, () -> run(TestExchange.of("GET", "/x")));
    method = null;
    uri = "$(query_params.p)";
    assertThrows(LuaException.class, () -> run(TestExchange.of("GET", "/x?p=a")));
  }
}
