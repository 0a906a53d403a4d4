package io.quong.lua;

import static io.quong.lua.StringLibrary.number;
import static io.quong.lua.StringLibrary.one;
import static io.quong.lua.StringLibrary.table;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Lua's functions without a table, those that cannot reach out of a sandbox. */
final class BaseLibrary {
  private BaseLibrary() {}

  static void into(LuaTable globals) {
    globals.set("_VERSION", "Lua 5.1");
    put(globals, "type", BaseLibrary::type);
    put(globals, "tostring", (budget, a) -> one(Values.text(a.length > 0 ? a[0] : null)));
    put(globals, "tonumber", BaseLibrary::tonumber);
    put(globals, "assert", BaseLibrary::doAssert);
    put(globals, "error", BaseLibrary::error);
    put(globals, "pcall", BaseLibrary::pcall);
    put(globals, "xpcall", BaseLibrary::xpcall);
    put(globals, "select", BaseLibrary::select);
    put(globals, "unpack", BaseLibrary::unpack);
    put(globals, "next", BaseLibrary::next);
    put(globals, "pairs", BaseLibrary::pairs);
    put(globals, "ipairs", BaseLibrary::ipairs);
  }

  private static void put(LuaTable globals, String name, LuaFunction function) {
    globals.set(name, function);
  }

  static Object[] type(LuaBudget budget, Object... a) {
    if (a.length == 0) {
      throw new StringLibrary.ArgumentError("bad argument #1 to 'type' (value expected)");
    }
    return one(Values.type(a[0]));
  }

  private static Object[] tonumber(LuaBudget budget, Object... a) {
    double base = number("tonumber", a, 1, 10);
    Object value = a.length > 0 ? a[0] : null;
    if (base == 10) {
      return one(Values.number(value));
    }
    try {
      return one((double) Long.parseLong(Values.text(value).strip(), (int) base));
    } catch (NumberFormatException notANumber) {
      return one(null);
    }
  }

  private static Object[] doAssert(LuaBudget budget, Object... a) {
    if (a.length > 0 && Values.isTrue(a[0])) {
      return a;
    }
    Object message = a.length > 1 ? a[1] : "assertion failed!";
    throw new LuaException(message, Values.text(message));
  }

  private static Object[] error(LuaBudget budget, Object... a) {
    Object message = a.length > 0 ? a[0] : null;
    throw new LuaException(message, Values.text(message));
  }

  private static Object[] pcall(LuaBudget budget, Object... a) {
    if (a.length == 0) {
      throw new StringLibrary.ArgumentError("bad argument #1 to 'pcall' (value expected)");
    }
    try {
      if (!(a[0] instanceof LuaFunction function)) {
        return new Object[] {false, "attempt to call a " + Values.type(a[0]) + " value"};
      }
      return succeeded(function.call(budget, java.util.Arrays.copyOfRange(a, 1, a.length)));
    } catch (LuaException error) {
      return new Object[] {false, error.value()};
    } catch (StringLibrary.ArgumentError error) {
      return new Object[] {false, error.getMessage()};
    }
  }

  private static Object[] xpcall(LuaBudget budget, Object... a) {
    LuaFunction body = StringLibrary.function("xpcall", a, 0);
    LuaFunction handler = StringLibrary.function("xpcall", a, 1);
    try {
      return succeeded(body.call(budget, java.util.Arrays.copyOfRange(a, 2, a.length)));
    } catch (LuaException error) {
      return failed(handler.call(budget, error.value()));
    } catch (StringLibrary.ArgumentError error) {
      return failed(handler.call(budget, error.getMessage()));
    }
  }

  private static Object[] succeeded(Object[] results) {
    Object[] all = new Object[results.length + 1];
    all[0] = true;
    System.arraycopy(results, 0, all, 1, results.length);
    return all;
  }

  private static Object[] failed(Object[] results) {
    return new Object[] {false, results.length > 0 ? results[0] : null};
  }

  private static Object[] select(LuaBudget budget, Object... a) {
    if (a.length > 0 && "#".equals(a[0])) {
      return one((double) (a.length - 1));
    }
    double index = number("select", a, 0);
    int from = (int) (index < 0 ? a.length + index : index);
    if (from < 1) {
      throw new StringLibrary.ArgumentError("bad argument #1 to 'select' (index out of range)");
    }
    return from >= a.length ? LuaFunction.NOTHING : java.util.Arrays.copyOfRange(a, from, a.length);
  }

  private static Object[] unpack(LuaBudget budget, Object... a) {
    LuaTable table = table("unpack", a, 0);
    int from = (int) number("unpack", a, 1, 1);
    int to = (int) number("unpack", a, 2, table.length());
    List<Object> values = new ArrayList<>();
    for (int i = from; i <= to; i++) {
      budget.step();
      budget.bytes(8);
      values.add(table.get((double) i));
    }
    return values.toArray();
  }

  private static Object[] next(LuaBudget budget, Object... a) {
    LuaTable table = table("next", a, 0);
    Object after = a.length > 1 ? a[1] : null;
    budget.steps(1 + table.size());
    boolean found = after == null;
    Iterator<Map.Entry<Object, Object>> entries = table.entries();
    while (entries.hasNext()) {
      Map.Entry<Object, Object> entry = entries.next();
      if (found) {
        return new Object[] {entry.getKey(), entry.getValue()};
      }
      found = Values.equal(entry.getKey(), after);
    }
    return one(null);
  }

  private static Object[] pairs(LuaBudget budget, Object... a) {
    LuaTable table = table("pairs", a, 0);
    budget.bytes(48L * table.size());
    Iterator<Map.Entry<Object, Object>> entries = table.entries();
    LuaFunction iterator =
        (run, ignored) -> {
          while (entries.hasNext()) {
            Map.Entry<Object, Object> entry = entries.next();
            Object value = table.get(entry.getKey());
            if (value != null) {
              return new Object[] {entry.getKey(), value};
            }
          }
          return one(null);
        };
    return new Object[] {iterator, table, null};
  }

  private static Object[] ipairs(LuaBudget budget, Object... a) {
    LuaTable table = table("ipairs", a, 0);
    LuaFunction iterator =
        (run, control) -> {
          double index = (Double) control[1] + 1;
          Object value = table.get(index);
          return value == null ? one(null) : new Object[] {index, value};
        };
    return new Object[] {iterator, table, 0.0};
  }
}
