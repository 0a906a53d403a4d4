package io.quong.lua;

import io.quong.plugin.Phase;
import io.quong.plugin.message.ByteText;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** How the functions of {@code kong} and {@code ngx} are declared: name, phases, body. */
final class Kit {
  static final Set<Phase> ANY = EnumSet.allOf(Phase.class);
  static final Set<Phase> REQUEST = EnumSet.complementOf(EnumSet.of(Phase.CERTIFICATE));
  static final Set<Phase> BEFORE = EnumSet.of(Phase.REWRITE, Phase.ACCESS);
  static final Set<Phase> ACCESS = EnumSet.of(Phase.ACCESS);
  static final Set<Phase> ROUTED =
      EnumSet.of(Phase.ACCESS, Phase.RESPONSE, Phase.HEADER_FILTER, Phase.BODY_FILTER, Phase.LOG);
  static final Set<Phase> AFTER =
      EnumSet.of(Phase.RESPONSE, Phase.HEADER_FILTER, Phase.BODY_FILTER, Phase.LOG);
  static final Set<Phase> HEADERS =
      EnumSet.of(Phase.REWRITE, Phase.ACCESS, Phase.RESPONSE, Phase.HEADER_FILTER);
  static final Set<Phase> BODY = EnumSet.of(Phase.BODY_FILTER);

  private Kit() {}

  /** Several results. */
  static final class Results {
    private final Object[] values;

    Results(Object... values) {
      this.values = values;
    }

    Object first() {
      return values[0];
    }
  }

  /** What a function does with its arguments. */
  @FunctionalInterface
  interface Body {
    /** A value, null for nil, or {@link Results}. */
    Object call(LuaRun run, Object... arguments);
  }

  /** A function that is an error outside its phases, as in Kong. */
  static void put(LuaTable table, String name, Set<Phase> phases, Body body) {
    LuaFunction function =
        (budget, arguments) -> {
          LuaRun run = LuaRun.current();
          if (!phases.contains(run.phase)) {
            throw new LuaException(
                "function cannot be called in "
                    + run.phase.name().toLowerCase(Locale.ROOT)
                    + " phase");
          }
          budget.steps(10);
          Object result = body.call(run, arguments);
          if (result instanceof String text) {
            budget.bytes(text.length());
          }
          return result instanceof Results several ? several.values : new Object[] {result};
        };
    table.set(name, function);
  }

  static Object argument(Object[] arguments, int index) {
    return index < arguments.length ? arguments[index] : null;
  }

  /** A text argument. */
  static String text(Object[] arguments, int index, String name) {
    if (argument(arguments, index) instanceof String text) {
      return text;
    }
    throw new LuaException(name + " must be a string");
  }

  /** A number argument. */
  static double number(Object[] arguments, int index, String name) {
    if (argument(arguments, index) instanceof Double number) {
      return number;
    }
    throw new LuaException(name + " must be a number");
  }

  static LuaTable table(Object[] arguments, int index, String name) {
    if (argument(arguments, index) instanceof LuaTable table) {
      return table;
    }
    throw new LuaException(name + " must be a table");
  }

  /** A header's value: text, number, boolean. */
  static String headerValue(Object value) {
    if (value instanceof String || value instanceof Double || value instanceof Boolean) {
      return Values.text(value);
    }
    throw new LuaException(
        "header value must be a string, number or boolean, got " + Values.type(value));
  }

  /** One value, or those of a list. */
  static List<String> headerValues(Object value) {
    if (!(value instanceof LuaTable table)) {
      return List.of(headerValue(value));
    }
    List<String> values = new ArrayList<>();
    for (Object item : table.list()) {
      values.add(headerValue(item));
    }
    return values;
  }

  static Object bytes(String unicode) {
    return unicode == null ? null : ByteText.of(unicode);
  }

  static Object number(long value) {
    return (double) value;
  }
}
