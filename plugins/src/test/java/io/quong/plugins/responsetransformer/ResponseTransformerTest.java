package io.quong.plugins.responsetransformer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.buffer.ByteBuf;
import io.quong.plugin.BodyPiece;
import io.quong.plugin.message.ByteText;
import io.quong.plugins.fixture.TestContext;
import io.quong.plugins.fixture.TestExchange;
import io.quong.plugins.responsetransformer.ResponseTransformerConfig.Remove;
import io.quong.plugins.responsetransformer.ResponseTransformerConfig.Rename;
import io.quong.plugins.responsetransformer.ResponseTransformerConfig.Values;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ResponseTransformerTest {
  private static final List<String> NONE = List.of();

  private static ResponseTransformer plugin(
      Remove remove, Rename rename, Values replace, Values add, Values append) {
    return new ResponseTransformer(
        new ResponseTransformerConfig(remove, rename, replace, add, append), new TestContext());
  }

  private static Values headers(String... entries) {
    return new Values(NONE, NONE, List.of(entries));
  }

  /** A piece whose content can be replaced. */
  private static final class Piece implements BodyPiece {
    private ByteBuf content;
    private final boolean last;

    Piece(String text, boolean last) {
      this.content = ByteText.buffer(ByteText.of(text));
      this.last = last;
    }

    @Override
    public ByteBuf content() {
      return content;
    }

    @Override
    public boolean last() {
      return last;
    }

    @Override
    public void replace(ByteBuf newContent) {
      content = newContent;
    }
  }

  private static String filtered(ResponseTransformer plugin, TestExchange exchange, String body) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i <= body.length(); i++) {
      boolean last = i == body.length();
      Piece piece = new Piece(last ? "" : body.substring(i, i + 1), last);
      plugin.bodyFilter(exchange, piece);
      out.append(ByteText.of(piece.content));
    }
    return ByteText.unicode(out.toString());
  }

  @Test
  void presenceIsAskedBeforeAnyListActs() {
    ResponseTransformer plugin =
        plugin(
            new Remove(NONE, List.of("X-A", "X-B")),
            new Rename(NONE, List.of("X-Old:X-New")),
            headers("X-B:replaced"),
            headers("X-A:added", "X-New:added"),
            headers("X-More:b", "X-More:c"));
    TestExchange exchange = TestExchange.of("GET", "/x");
    exchange.answer.add("X-A", "1");
    exchange.answer.add("X-B", "1");
    exchange.answer.add("X-Old", "1");
    exchange.answer.add("X-More", "a");
    plugin.headerFilter(exchange);
    assertEquals(
        "X-More: a\nX-New: added\nX-B: replaced\nX-More: b\nX-More: c\n",
        exchange.answer.toString());
  }

  private static ResponseTransformer json() {
    return plugin(
        new Remove(List.of("gone", "deep.gone"), NONE),
        new Rename(List.of("old:new"), NONE),
        new Values(List.of("rep:0x10", "absent:1"), List.of("number"), NONE),
        new Values(List.of("add:v:w", "kept:true"), List.of("string", "boolean"), NONE),
        new Values(List.of("app:b"), NONE, NONE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"gone\":1,\"deep.gone\":1,\"old\":false,\"rep\":5,\"kept\":0,\"app\":\"a\"}"
            + "|{\"rep\":16,\"kept\":0,\"app\":[\"a\",\"b\"],\"new\":false,\"add\":\"v:w\"}",
        "{\"rep\":false,\"kept\":false,\"app\":3}"
            + "|{\"rep\":false,\"kept\":true,\"app\":[\"b\"],\"add\":\"v:w\"}",
        "{\"é\":1.10,\"rep\":null}|{\"é\":1.10,\"rep\":16,\"add\":\"v:w\",\"kept\":true,\"app\":[\"b\"]}",
        "[1]|[1]",
        "{\"a\":|{\"a\":",
        "plain|plain",
        "``|``"
      })
  void jsonBodiesInPiecesAreChangedWhole(String before, String after) {
    TestExchange exchange = TestExchange.of("GET", "/x");
    exchange.answer.add("Content-Type", "application/problem+json; charset=utf-8");
    exchange.answer.add("Content-Length", "9");
    ResponseTransformer plugin = json();
    plugin.headerFilter(exchange);
    assertEquals(false, exchange.answer.contains("Content-Length"));
    assertEquals(after, filtered(plugin, exchange, before));
  }

  @ParameterizedTest
  @CsvSource({"text/json", "application/jsonp", "text/plain", "application/x-json-stream"})
  void otherBodiesPassPieceByPiece(String type) {
    TestExchange exchange = TestExchange.of("GET", "/x");
    exchange.answer.add("Content-Type", type);
    exchange.answer.add("Content-Length", "9");
    ResponseTransformer plugin = json();
    plugin.headerFilter(exchange);
    assertEquals("9", exchange.answer.get("Content-Length"));
    assertEquals("{\"gone\":1}", filtered(plugin, exchange, "{\"gone\":1}"));
  }
}
