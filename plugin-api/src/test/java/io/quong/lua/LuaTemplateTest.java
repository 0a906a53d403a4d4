package io.quong.lua;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LuaTemplateTest {
  private static String render(String template) {
    LuaTable globals = new LuaTable();
    globals.set(
        "query_params", LuaTable.of(Map.of("a", "x", "b", "y", "n", "5", "m", List.of("1", "2"))));
    LuaFunction type = BaseLibrary::type;
    globals.set("type", type);
    return LuaTemplate.compile(template).render(globals, new LuaBudget());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "plain | plain",
        "$(query_params.a .. '-' .. query_params.b) | x-y",
        "[$(query_params.nope)] | []",
        "$(10 * query_params.n) | 50",
        "$(query_params.nope or 'none') | none",
        "$(type(query_params.m) == 'table' and query_params.m[1] or query_params.m) | 1",
        "$((query_params.n % 4) - 1) | 0",
        "$('$(query_params.a)') | $(query_params.a)",
        "$ (a) #x $(query_params.a | $ (a) #x $(query_params.a",
        "$(query_params['a'])$(query_params[\"b\"]) | xy",
        "$(false)$(nil)$(true) | true",
        "$(#query_params.a) | 1"
      })
  void rendersExpressionsBetweenText(String template, String expected) {
    assertEquals(expected, render(template));
  }

  @Test
  void saysWhatDoesNotCompile() {
    LuaException error =
        assertThrows(LuaException.class, () -> LuaTemplate.compile("q:$(uri_captures user)"));
    assertEquals("[string \"TMP\"]:1: ')' expected near 'user'", error.getMessage());
    error = assertThrows(LuaException.class, () -> LuaTemplate.compile("$(1 +)"));
    assertEquals("[string \"TMP\"]:1: unexpected symbol near ')'", error.getMessage());
    error = assertThrows(LuaException.class, () -> LuaTemplate.compile("$(a = 1)"));
    assertEquals("[string \"TMP\"]:1: ')' expected near '='", error.getMessage());
  }

  @Test
  void whatTheSandboxLacksFailsByName() {
    LuaException error = assertThrows(LuaException.class, () -> render("$(string.sub('a', 1))"));
    assertEquals(
        "[string \"TMP\"]:1: attempt to index global 'string' (a nil value)", error.getMessage());
    error = assertThrows(LuaException.class, () -> render("$(foo(1))"));
    assertEquals(
        "[string \"TMP\"]:1: attempt to call global 'foo' (a nil value)", error.getMessage());
  }
}
