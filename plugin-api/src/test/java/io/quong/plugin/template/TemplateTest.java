package io.quong.plugin.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TemplateTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  private static String apply(String template, String input) {
    return new Template(template).apply(json(input)).toString();
  }

  private static String failure(String template, String input) {
    return assertThrows(TemplateException.class, () -> apply(template, input)).getMessage();
  }

  @Test
  void itPicksRenamesCapsCountsAndReplaces() {
    assertEquals(
        "{\"name\":\"a\",\"image\":\"/thumb/1\",\"first\":[1,2],\"count\":3,\"price\":1.5,\"none\":null}",
        apply(
            "{\"name\": n, \"image\": $replace(i, \"/large/\", \"/thumb/\"), \"first\": l[[0..1]],"
                + " \"count\": $count(l), \"price\": p, \"none\": z}",
            "{'n':'a','i':'/large/1','l':[1,2,3],'p':1.5,'z':null}"));
  }

  @Test
  void itJoinsById() {
    assertEquals(
        "[{\"id\":2,\"name\":\"b\"},{\"id\":1,\"name\":\"a\"}]",
        apply(
            "items.($id := id; {\"id\": $id, \"name\": $$.all[id = $id].name})",
            "{'items':[{'id':2},{'id':1}],'all':[{'id':1,'name':'a'},{'id':2,'name':'b'}]}"));
  }

  @Test
  void itSeesVariables() {
    assertEquals(
        "\"GET 1\"",
        new Template("$request.method & ' ' & id")
            .apply(json("{'id':1}"), Map.of("request", json("{'method':'GET'}")))
            .toString());
  }

  @Test
  void whatCountsAsTrue() {
    assertTrue(new Template("status = 'shipped'").holds(json("{'status':'shipped'}")));
    assertFalse(new Template("status = 'shipped'").holds(json("{}")));
    assertFalse(new Template("status").holds(json("{}")));
  }

  @Test
  void nothingIsAMissingNode() {
    assertTrue(new Template("no.such").apply(json("{}")).isMissingNode());
  }

  @Test
  void aMistakeNamesItsPlace() {
    TemplateException wrong =
        assertThrows(TemplateException.class, () -> new Template("{\"a\": b,, }"));
    assertTrue(wrong.getMessage().endsWith("(at character 9)"), wrong.getMessage());
  }

  @Test
  void aFailureShowsWhichTemplateItWas() {
    assertEquals(
        "The left side of the \"/\" operator must evaluate to a number, in the template price / 2",
        failure("price / 2", "{'price':'free'}"));
    assertEquals(
        "Attempted to invoke a non-function (at character 4), in the template $no(1)",
        failure("$no(1)", "{}"));
  }

  @Test
  void aLoopEnds() {
    long begun = System.nanoTime();
    String failure = failure("($f := function($n) { $f($n + 1) }; $f(1))", "{}");
    assertTrue(failure.startsWith("it takes longer than 250 ms"), failure);
    assertTrue(System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(10));
    failure = failure("($f := function($n) { 1 + $f($n + 1) }; $f(1))", "{}");
    assertTrue(failure.startsWith("it goes deeper than 200 calls"), failure);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[1..10000000]",
        "[1..1000].[1..1000000]",
        "$map([1..900000], function($i) { $i * 2 })",
        "$pad(\"x\", 900000000)",
        "$reduce([1..60], function($s, $i) { $s & $s }, \"x\")",
        "($s := $join([1..9000].(\"0123456789\")); $replace($s, \"0\", $s))",
        "($s := $join([1..9000].(\"0123456789\")); $join([1..90000].$s))"
      })
  void whatExplodesIsEnded(String template) {
    String failure = failure(template, "{}");
    assertTrue(
        failure.startsWith("it makes too much") || failure.startsWith("it takes longer"), failure);
  }

  @Test
  void aResultThatGrowsByBeingSharedIsEnded() {
    String failure = failure("[1..9000].$$", "{'a':'" + "x".repeat(100_000) + "'}");
    assertTrue(failure.startsWith("the result is too large"), failure);
  }

  @Test
  void dataNeverBecomesAnExpression() {
    assertTrue(failure("$eval(a)", "{'a':'1 + 1'}").startsWith("$eval is not available"));
  }

  @Test
  void requestsDoNotSeeEachOther() throws Exception {
    Template template = new Template("items.($$.id & $who)");
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<String>> work = new ArrayList<>();
      for (int i = 0; i < 400; i++) {
        JsonNode input = json("{'id':'" + i + "-','items':[1,2]}");
        JsonNode who = json("'w" + i + "'");
        work.add(() -> template.apply(input, Map.of("who", who)).toString());
      }
      List<Future<String>> done = threads.invokeAll(work);
      for (int i = 0; i < done.size(); i++) {
        String one = "\"" + i + "-w" + i + "\"";
        assertEquals("[" + one + "," + one + "]", done.get(i).get());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aTextWithTemplates() {
    TextTemplate path = new TextTemplate("/a/${id}?ids=${list}&q=${{\"x\": 1}.x}");
    assertEquals("/a/b%2Fc?ids=1,2&q=1", path.renderPath(json("{'id':'b/c','list':[1,2]}")));
  }
}
