package io.quong.lua;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quong.plugin.message.ByteText;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LuaScriptTest {
  private static Object[] run(String source) {
    LuaTable globals = new LuaTable();
    BaseLibrary.into(globals);
    globals.set("string", StringLibrary.table());
    globals.set("table", TableLibrary.make());
    globals.set("math", MathLibrary.make());
    globals.set("os", OsLibrary.make());
    return LuaScript.compile(source).run(globals, new LuaBudget());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "return 1 + 2 * 3 ^ 2 | 19",
        "return -2 ^ 2 | -4",
        "return 7 % -3 | -2",
        "return 1 / 3 | 0.33333333333333",
        "return 10 * '5' | 50",
        "return 'a' .. 1 .. 2.5 | a12.5",
        "return 2^53 | 9.007199254741e+15",
        "return 100000000000000 | 1e+14",
        "return 0x10 | 16",
        "return #'abc' | 3",
        "return not nil | true",
        "return nil == false | false",
        "return 1 == '1' | false",
        "return 'a' < 'b' | true",
        "return false or 'x' | x",
        "return nil and 1 | nil",
        "local t = {a = {b = {'x', 'y'}}} return t.a['b'][2] | y",
        "local a, b = (function() return 1, 2 end)() return b | 2",
        "local s = 0 for i = 1, 10 do s = s + i end return s | 55",
        "local s = 0 for i = 10, 1, -3 do s = s + i end return s | 22",
        "local s = '' for k, v in pairs({x = 1}) do s = s .. k .. v end return s | x1",
        "local s = '' for i, v in ipairs({'a', 'b'}) do s = s .. i .. v end return s | 1a2b",
        "local i = 0 while true do i = i + 1 if i == 5 then break end end return i | 5",
        "local i = 0 repeat local j = i i = i + 1 until j == 3 return i | 4",
        "local f = {} for i = 1, 3 do f[i] = function() return i end end return f[2]() | 2",
        "local function f(n) if n < 2 then return n end return f(n - 1) + f(n - 2) end return f(12) | 144",
        "local t = {} function t.a(x) return x end function t:b() return self == t end return tostring(t:b()) .. t.a(1) | true1",
        "return select('#', 1, nil, 3) | 3",
        "return (select(2, 'a', 'b', 'c')) | b",
        "return unpack({1, 2, 3}) | 1",
        "return tostring(pcall(error, 'x')) | false",
        "local ok, e = pcall(function() error('boom') end) return e | boom",
        "return ('x'):rep(3) | xxx",
        "return string.sub('hello', 2, -2) | ell",
        "return string.upper('aé') | Aé",
        "return (string.find('hello world', 'o w')) | 5",
        "return string.match('key=val', '(%w+)=(%w+)') | key",
        "return string.match('2024-01-02', '^(%d+)-(%d+)') | 2024",
        "return string.gsub('hello', 'l', 'L') | heLLo",
        "return string.gsub('abc', '%w', '%0%0') | aabbcc",
        "return string.gsub('$name', '%$(%w+)', {name = 'x'}) | x",
        "return string.gsub('abc', '', '-') | -a-b-c-",
        "return string.match('f(a(b)c)d', '%b()') | (a(b)c)",
        "return string.gsub('THE (quick) fox', '%f[%a]%a+', 'X') | X (X) X",
        "return string.format('%g %g %g', 1e20, 0.1, 100) | 1e+20 0.1 100",
        "return string.byte('A') | 65",
        "return string.char(72, 105) | Hi",
        "return table.concat({1, 2, 3}, ', ') | 1, 2, 3",
        "local t = {3, 1, 2} table.sort(t) return table.concat(t) | 123",
        "local t = {3, 1, 2} table.sort(t, function(a, b) return a > b end) return table.concat(t) | 321",
        "local t = {1, 2, 3} table.remove(t, 1) table.insert(t, 'x') return table.concat(t) | 23x",
        "return math.floor(2.7) .. math.max(1, 5, 3) | 25",
        "return os.date('!%Y-%m-%d', 0) | 1970-01-01",
        "return tonumber('0x1F') | 31",
        "return tonumber('10', 2) | 2",
        "return tostring(tonumber('x')) | nil",
        "return type(nil) .. type({}) .. type(type) | niltablefunction",
        "x = 5 return x | 5",
        "return 'a\\65\\n' == 'aA\\n' | true"
      })
  void evaluatesAsLuaDoes(String source, String expected) {
    Object[] results = run(source);
    assertEquals(expected, ByteText.unicode(Values.text(results.length > 0 ? results[0] : null)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "return ( | [string \"return (\"]:1: unexpected symbol near '<eof>'",
        "x = | [string \"x =\"]:1: unexpected symbol near '<eof>'",
        "return 1 + | [string \"return 1 +\"]:1: unexpected symbol near '<eof>'",
        "if x then | [string \"if x then\"]:1: 'end' expected near '<eof>'",
        "return 'a | [string \"return 'a\"]:1: unfinished string near '<eof>'",
        "return 1x | [string \"return 1x\"]:1: malformed number near '1x'",
        "f( | [string \"f(\"]:1: unexpected symbol near '<eof>'",
        "local 1 | [string \"local 1\"]:1: <name> expected near '1'",
        "return foo() | [string \"return foo()\"]:1: attempt to call global 'foo' (a nil value)",
        "return a.b | [string \"return a.b\"]:1: attempt to index global 'a' (a nil value)",
        "return ({}).b.c | [string \"return ({}).b.c\"]:1: attempt to index field 'b' (a nil value)",
        "return 1 + {} | [string \"return 1 + {}\"]:1: attempt to perform arithmetic on a table value",
        "return 1 < 'x' | [string \"return 1 < 'x'\"]:1: attempt to compare number with string",
        "string.rep() | [string \"string.rep()\"]:1: bad argument #1 to 'rep' (string expected, got no value)",
        "error('x') | x"
      })
  void failsInLuasWords(String source, String message) {
    LuaException error = assertThrows(LuaException.class, () -> run(source));
    assertEquals(message, error.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "while true do end",
        "repeat until false",
        "for i = 1, 1e300 do end",
        "local function f() return f() end f()",
        "local s = 'x' while true do s = s .. s end",
        "return string.rep('x', 1e9)",
        "return ('x'):rep(1e7):rep(10)",
        "local s = ('a'):rep(3000) return s:find(('.-'):rep(20) .. 'b')",
        "return (('a'):rep(30)):match(('a*'):rep(30) .. 'b')",
        "local t = {} for i = 1, 1e9 do t[i] = i end",
        "return string.format(('%99d'):rep(300000), unpack({}))",
        "return (string.gsub(('x'):rep(100000), '.', ('y'):rep(10000)))",
        "local t = {} for i = 1, 5000 do t[i] = ('x'):rep(5000) end return table.concat(t)",
        "pcall(function() while true do end end) return 1",
        "while true do pcall(error) end",
        "return ('x'):rep(1e6):gsub('', function() return ('y'):rep(1e6) end)"
      })
  void noSourceOutrunsItsBudget(String source) {
    Assertions.assertTimeout(
        Duration.ofSeconds(2), () -> assertThrows(RuntimeException.class, () -> run(source)));
  }

  @Test
  void formatsAsC() {
    assertEquals(
        "  3.1|42|x|ff|00042|ab   |\"a\"",
        run(
            "return string.format('%5.1f|%d|%s|%x|%05d|%-5s|%q', 3.14159, 42, 'x', 255, 42, 'ab', 'a')")[
            0]);
    assertEquals("inf", Values.text(run("return 1e300 * 1e10")[0]));
  }

  @Test
  void readsCommentsAndLongText() {
    assertEquals("a\nb", run("return --[[ c ]] [[a\nb]] -- end")[0]);
    assertArrayEquals(new Object[0], run("return ..."));
  }

  @Test
  void deepNestingIsRefusedNotOverflowing() {
    String nested = "return " + "(".repeat(5000) + "1" + ")".repeat(5000);
    assertThrows(LuaException.class, () -> run(nested));
    String chained = "return 1" + " + 1".repeat(5000);
    assertThrows(LuaException.class, () -> run(chained));
    String table = "return " + "{".repeat(5000) + "}".repeat(5000);
    assertThrows(LuaException.class, () -> run(table));
    String calls = "return f" + "()".repeat(5000);
    assertThrows(LuaException.class, () -> run(calls));
    String minus = "return " + "- ".repeat(5000) + "1";
    assertThrows(LuaException.class, () -> run(minus));
  }

  @Test
  void runsDoNotSeeEachOther() {
    LuaScript script = LuaScript.compile("n = (n or 0) + 1 return n");
    assertArrayEquals(new Object[] {1.0}, script.run(new LuaTable(), new LuaBudget()));
    assertArrayEquals(new Object[] {1.0}, script.run(new LuaTable(), new LuaBudget()));
  }

  @Test
  void sharedStringFunctionsCannotBeReplacedForOthers() {
    run("string.upper = function() return 'hacked' end");
    assertEquals("A", run("return string.upper('a')")[0]);
    assertEquals("A", run("return ('a'):upper()")[0]);
  }
}
