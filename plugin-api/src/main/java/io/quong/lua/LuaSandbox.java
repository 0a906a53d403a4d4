package io.quong.lua;

import io.quong.plugin.Exchange;
import io.quong.plugin.Headers;
import io.quong.plugin.message.Arguments;
import io.quong.plugin.message.ByteText;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What sources see of an exchange: globals made for one run, whose tables are copies taken when
 * they are first touched. Nothing that a source does to them reaches the exchange or another run.
 */
public final class LuaSandbox {
  private LuaSandbox() {}

  /** A template's: {@code headers, query_params, uri_captures, shared, type, require}. */
  public static LuaTable forTemplates(Exchange exchange) {
    Lazy globals = new Lazy();
    globals.later("headers", () -> headers(exchange.upstream().headers()));
    globals.later("query_params", () -> arguments(exchange.upstream().rawQuery()));
    globals.later("uri_captures", () -> captures(exchange.request().captures()));
    globals.later("shared", () -> LuaTable.of(exchange.shared()));
    LuaFunction type = BaseLibrary::type;
    globals.set("type", type);
    globals.set("require", require());
    return globals;
  }

  /**
   * A function's: safe Lua with {@code kong} and {@code ngx}, whose libraries are shared and
   * closed; what a script sets stays in this table.
   */
  public static LuaTable forFunctions() {
    return new Globals();
  }

  private static final ReadOnlyTable LIBRARIES = libraries();

  private static ReadOnlyTable libraries() {
    ReadOnlyTable all = new ReadOnlyTable();
    BaseLibrary.into(all);
    all.set("require", require());
    all.set("string", ReadOnlyTable.copyOf(StringLibrary.table()));
    all.set("table", ReadOnlyTable.copyOf(TableLibrary.make()));
    all.set("math", ReadOnlyTable.copyOf(MathLibrary.make()));
    all.set("os", ReadOnlyTable.copyOf(OsLibrary.make()));
    all.set("coroutine", coroutines());
    all.set("kong", KongLibrary.TABLE);
    all.set("ngx", NgxLibrary.TABLE);
    return all.close();
  }

  /** The functions are there, and say that they are not supported when they are called. */
  private static LuaTable coroutines() {
    ReadOnlyTable table = new ReadOnlyTable();
    for (String name : List.of("create", "resume", "running", "status", "wrap", "yield")) {
      LuaFunction refused =
          (budget, a) -> {
            throw new LuaException("coroutine." + name + " is not supported");
          };
      table.set(name, refused);
    }
    return table.close();
  }

  /** What a script has set, before the libraries. */
  private static final class Globals extends LuaTable {
    @Override
    public Object get(Object key) {
      Object own = super.get(key);
      return own != null ? own : "_G".equals(key) ? this : LIBRARIES.get(key);
    }
  }

  private static LuaFunction require() {
    return (budget, a) -> {
      String module = StringLibrary.text("require", a, 0);
      throw new LuaException("require '" + module + "' not allowed within sandbox");
    };
  }

  /** Headers by name in any case, {@code _} for {@code -}; several values are a list. */
  static LuaTable headers(Headers headers) {
    HeaderTable table = new HeaderTable();
    for (int i = 0; i < headers.size(); i++) {
      String name = headers.name(i).toLowerCase(Locale.ROOT);
      append(table, name, headers.value(i));
    }
    return table;
  }

  /** Arguments by name; one without a value is true, several values are a list. */
  @SuppressWarnings("ReferenceEquality") // an argument without a value is told by identity
  static LuaTable arguments(String query) {
    Arguments arguments = Arguments.parse(query, Arguments.DEFAULT_LIMIT);
    LuaTable table = new LuaTable();
    for (String name : arguments.names()) {
      for (String value : arguments.all(name)) {
        append(table, name, value == Arguments.PRESENT ? (Object) true : value);
      }
    }
    return table;
  }

  private static void append(LuaTable table, String name, Object value) {
    Object before = table.get(name);
    if (before == null) {
      table.set(name, value);
    } else if (before instanceof LuaTable list) {
      list.set((double) (list.length() + 1), value);
    } else {
      table.set(name, LuaTable.of(List.of(before, value)));
    }
  }

  private static LuaTable captures(Map<String, String> groups) {
    LuaTable table = new LuaTable();
    groups.forEach(
        (name, value) -> {
          if (value != null) {
            Double number = LuaNumbers.parse(name);
            table.set(number != null ? (Object) number : ByteText.of(name), bytes(value));
          }
        });
    return table;
  }

  /** Paths come as byte text already; anything beyond it is Unicode. */
  private static String bytes(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0xff) {
        return ByteText.of(text);
      }
    }
    return text;
  }

  /** A table whose members are made when they are first asked for. */
  private static final class Lazy extends LuaTable {
    private final Map<String, Supplier<Object>> later = new HashMap<>(8);

    void later(String name, Supplier<Object> make) {
      later.put(name, make);
    }

    @Override
    public Object get(Object key) {
      Supplier<Object> make = key instanceof String ? later.remove(key) : null;
      if (make != null) {
        set(key, make.get());
      }
      return super.get(key);
    }

    @Override
    public void set(Object key, Object value) {
      if (key instanceof String) {
        later.remove(key);
      }
      super.set(key, value);
    }
  }

  /** Finds a header as nginx's Lua does: as written, else in lower case with dashes. */
  private static final class HeaderTable extends LuaTable {
    @Override
    public Object get(Object key) {
      Object value = super.get(key);
      return value == null && key instanceof String name
          ? super.get(name.toLowerCase(Locale.ROOT).replace('_', '-'))
          : value;
    }
  }
}
