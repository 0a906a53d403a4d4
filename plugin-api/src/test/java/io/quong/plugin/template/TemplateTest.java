package io.quong.plugin.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TemplateTest {
  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (IOException wrong) {
      throw new IllegalArgumentException(wrong);
    }
  }

  private static String run(String template, String input) {
    return new Template(template).apply(json(input)).toString();
  }

  @Test
  void shapes() {
    String input =
        "{\"id\":1,\"user\":{\"name\":\"ann\"},\"items\":[{\"p\":1},{\"p\":2},{\"p\":3}],"
            + "\"img\":\"/large/x.png\",\"none\":null}";
    assertEquals(
        "{\"id\":1,\"who\":\"ann\",\"first\":[1,2],\"count\":3,\"img\":\"/thumb/x.png\","
            + "\"none\":null,\"plan\":\"free\"}",
        run(
            "{\"id\": id, \"who\": user.name, \"first\": items[[0..1]].p,"
                + " \"count\": $count(items), \"img\": $replace(img, \"/large/\", \"/thumb/\"),"
                + " \"none\": none, \"plan\": plan ? plan : \"free\"}",
            input));
  }

  @Test
  void variables() {
    assertEquals(
        "\"GET 1\"",
        new Template("$request.method & ' ' & id")
            .apply(json("{\"id\":1}"), Map.of("request", json("{\"method\":\"GET\"}")))
            .toString());
  }

  @Test
  void whatCountsAsTrue() {
    assertTrue(new Template("status = 'shipped'").holds(json("{\"status\":\"shipped\"}")));
    assertFalse(new Template("status = 'shipped'").holds(json("{}")));
    assertFalse(new Template("status").holds(json("{}")));
  }

  @Test
  void mistakesAreTold() {
    assertTrue(
        assertThrows(TemplateException.class, () -> new Template("{\"a\": }"))
            .getMessage()
            .contains("character"));
    assertThrows(TemplateException.class, () -> run("$eval('1')", "{}"));
    assertThrows(TemplateException.class, () -> run("1 + 'a'", "{}"));
  }

  @Test
  void whatDoesNotEndIsEnded() {
    assertThrows(TemplateException.class, () -> run("($f := function($x){$f($x)}; $f(1))", "{}"));
    assertThrows(
        TemplateException.class, () -> run("($f := function($x){1 + $f($x)}; $f(1))", "{}"));
  }

  @Test
  void textsWithValues() {
    TextTemplate path = new TextTemplate("/orders/${id}/items?ids=${items.p}");
    assertEquals(
        "/orders/a%2Fb/items?ids=1,2",
        path.renderPath(json("{\"id\":\"a/b\",\"items\":[{\"p\":1},{\"p\":2}]}")));
    assertEquals("plain", new TextTemplate("plain").render(json("{}")));
  }
}
