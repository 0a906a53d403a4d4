package io.quong.lua;

import static io.quong.lua.StringLibrary.number;
import static io.quong.lua.StringLibrary.one;
import static io.quong.lua.StringLibrary.table;

import java.util.List;

/** Lua's {@code table}. */
final class TableLibrary {
  private TableLibrary() {}

  static LuaTable make() {
    LuaTable library = new LuaTable();
    put(library, "concat", TableLibrary::concat);
    put(library, "insert", TableLibrary::insert);
    put(library, "remove", TableLibrary::remove);
    put(library, "sort", TableLibrary::sort);
    put(library, "maxn", (budget, a) -> one((double) table("maxn", a, 0).length()));
    return library;
  }

  private static void put(LuaTable library, String name, LuaFunction function) {
    library.set(name, function);
  }

  private static Object[] concat(LuaBudget budget, Object... a) {
    LuaTable table = table("concat", a, 0);
    String separator = a.length > 1 && a[1] != null ? StringLibrary.text("concat", a, 1) : "";
    int from = (int) number("concat", a, 2, 1);
    int to = (int) number("concat", a, 3, table.length());
    StringBuilder out = new StringBuilder();
    for (int i = from; i <= to; i++) {
      Object value = table.get((double) i);
      if (!(value instanceof String) && !(value instanceof Double)) {
        throw new StringLibrary.ArgumentError(
            "invalid value (" + Values.type(value) + ") at index " + i + " in table for 'concat'");
      }
      String text = Values.text(value);
      budget.step();
      budget.bytes((long) text.length() + separator.length());
      out.append(text);
      if (i < to) {
        out.append(separator);
      }
    }
    return one(out.toString());
  }

  private static Object[] insert(LuaBudget budget, Object... a) {
    LuaTable table = table("insert", a, 0);
    if (a.length < 2 || a.length > 3) {
      throw new StringLibrary.ArgumentError("wrong number of arguments to 'insert'");
    }
    budget.bytes(16);
    if (a.length == 2) {
      table.set((double) (table.length() + 1), a[1]);
      return LuaFunction.NOTHING;
    }
    int at = (int) number("insert", a, 1);
    List<Object> list = table.list();
    budget.steps(1 + Math.max(0, list.size() - at));
    if (at >= 1 && at <= list.size() && a[2] != null) {
      list.add(at - 1, a[2]);
    } else {
      table.set((double) at, a[2]);
    }
    return LuaFunction.NOTHING;
  }

  private static Object[] remove(LuaBudget budget, Object... a) {
    LuaTable table = table("remove", a, 0);
    List<Object> list = table.list();
    int at = (int) number("remove", a, 1, list.size());
    budget.steps(1 + Math.max(0, list.size() - at));
    return one(at >= 1 && at <= list.size() ? list.remove(at - 1) : null);
  }

  private static Object[] sort(LuaBudget budget, Object... a) {
    LuaTable table = table("sort", a, 0);
    LuaFunction before = a.length > 1 && a[1] != null ? StringLibrary.function("sort", a, 1) : null;
    try {
      table.list().sort((x, y) -> order(budget, before, x, y));
    } catch (IllegalArgumentException | java.util.ConcurrentModificationException contradiction) {
      throw new StringLibrary.ArgumentError("invalid order function for sorting");
    }
    return LuaFunction.NOTHING;
  }

  private static int order(LuaBudget budget, LuaFunction before, Object x, Object y) {
    budget.step();
    if (before == null) {
      Integer order = Values.compare(x, y);
      if (order == null) {
        throw new StringLibrary.ArgumentError(
            "attempt to compare " + Values.type(x) + " with " + Values.type(y));
      }
      return order;
    }
    if (isBefore(budget, before, x, y)) {
      return -1;
    }
    return isBefore(budget, before, y, x) ? 1 : 0;
  }

  private static boolean isBefore(LuaBudget budget, LuaFunction before, Object x, Object y) {
    Object[] results = before.call(budget, x, y);
    return results.length > 0 && Values.isTrue(results[0]);
  }
}
