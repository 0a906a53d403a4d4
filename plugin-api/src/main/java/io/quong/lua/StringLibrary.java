package io.quong.lua;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lua's {@code string}; every function draws on the budget of the run. */
final class StringLibrary {
  /** The functions; never changed, shared by all runs. */
  static final LuaTable TABLE = make();

  private StringLibrary() {}

  /** A wrong argument; the caller puts the position before it. */
  static final class ArgumentError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ArgumentError(String message) {
      super(message, null, false, false);
    }
  }

  /** The functions in a table of their own, for a run's globals. */
  static LuaTable table() {
    return make();
  }

  private static LuaTable make() {
    LuaTable table = new LuaTable();
    put(table, "len", (budget, a) -> one((double) text("len", a, 0).length()));
    put(table, "upper", (budget, a) -> one(made(budget, upper(text("upper", a, 0)))));
    put(table, "lower", (budget, a) -> one(made(budget, lower(text("lower", a, 0)))));
    put(
        table,
        "reverse",
        (budget, a) ->
            one(made(budget, new StringBuilder(text("reverse", a, 0)).reverse().toString())));
    put(table, "sub", StringLibrary::sub);
    put(table, "rep", StringLibrary::rep);
    put(table, "byte", StringLibrary::bytes);
    put(table, "char", StringLibrary::chars);
    put(table, "format", (budget, a) -> one(LuaFormat.format(budget, text("format", a, 0), a)));
    put(table, "find", (budget, a) -> StringSearch.find(budget, "find", a));
    put(table, "match", (budget, a) -> StringSearch.find(budget, "match", a));
    put(table, "gmatch", StringSearch::gmatch);
    put(table, "gsub", StringSearch::gsub);
    return table;
  }

  private static void put(LuaTable table, String name, LuaFunction function) {
    table.set(name, function);
  }

  static Object[] one(Object value) {
    return new Object[] {value};
  }

  private static String made(LuaBudget budget, String text) {
    budget.bytes(text.length());
    return text;
  }

  /** ASCII alone changes, as with C's locale. */
  static String lower(String text) {
    StringBuilder out = new StringBuilder(text);
    for (int i = 0; i < out.length(); i++) {
      char c = out.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        out.setCharAt(i, (char) (c + 32));
      }
    }
    return out.toString();
  }

  private static String upper(String text) {
    StringBuilder out = new StringBuilder(text);
    for (int i = 0; i < out.length(); i++) {
      char c = out.charAt(i);
      if (c >= 'a' && c <= 'z') {
        out.setCharAt(i, (char) (c - 32));
      }
    }
    return out.toString();
  }

  private static ArgumentError bad(String function, Object[] a, int at, String wanted) {
    String got = at < a.length ? Values.type(a[at]) : "no value";
    return new ArgumentError(
        String.format(
            Locale.ROOT,
            "bad argument #%d to '%s' (%s expected, got %s)",
            at + 1,
            function,
            wanted,
            got));
  }

  static String text(String function, Object[] a, int at) {
    Object value = at < a.length ? a[at] : null;
    if (value instanceof String || value instanceof Double) {
      return Values.text(value);
    }
    throw bad(function, a, at, "string");
  }

  static double number(String function, Object[] a, int at) {
    Double number = Values.number(at < a.length ? a[at] : null);
    if (number == null) {
      throw bad(function, a, at, "number");
    }
    return number;
  }

  static double number(String function, Object[] a, int at, double absent) {
    return at < a.length && a[at] != null ? number(function, a, at) : absent;
  }

  static LuaTable table(String function, Object[] a, int at) {
    if (at < a.length && a[at] instanceof LuaTable table) {
      return table;
    }
    throw bad(function, a, at, "table");
  }

  static LuaFunction function(String function, Object[] a, int at) {
    if (at < a.length && a[at] instanceof LuaFunction callable) {
      return callable;
    }
    throw bad(function, a, at, "function");
  }

  /** A place counted from 1, or from the end when it is negative. */
  static int place(double index, int length) {
    long i = (long) index;
    return (int) (i < 0 ? Math.max(0, length + i + 1) : Math.min(i, length + 1L));
  }

  private static Object[] sub(LuaBudget budget, Object... a) {
    String text = text("sub", a, 0);
    int from = Math.max(1, place(number("sub", a, 1), text.length()));
    int to = Math.min(text.length(), place(number("sub", a, 2, -1), text.length()));
    return one(from > to ? "" : made(budget, text.substring(from - 1, to)));
  }

  private static Object[] rep(LuaBudget budget, Object... a) {
    String text = text("rep", a, 0);
    double count = number("rep", a, 1);
    if (count < 1 || text.isEmpty()) {
      return one("");
    }
    budget.bytes((long) Math.min((double) Integer.MAX_VALUE, text.length() * count));
    return one(text.repeat((int) count));
  }

  private static Object[] bytes(LuaBudget budget, Object... a) {
    String text = text("byte", a, 0);
    int from = Math.max(1, place(number("byte", a, 1, 1), text.length()));
    int to = Math.min(text.length(), place(number("byte", a, 2, from), text.length()));
    List<Object> values = new ArrayList<>();
    for (int i = from; i <= to; i++) {
      budget.bytes(24);
      values.add((double) text.charAt(i - 1));
    }
    return values.toArray();
  }

  private static Object[] chars(LuaBudget budget, Object... a) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < a.length; i++) {
      double code = number("char", a, i);
      if (code < 0 || code > 255) {
        throw new ArgumentError("bad argument #" + (i + 1) + " to 'char' (invalid value)");
      }
      out.append((char) code);
    }
    return one(made(budget, out.toString()));
  }
}
