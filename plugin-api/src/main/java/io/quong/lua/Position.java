package io.quong.lua;

/**
 * Where in a source something stands, for messages.
 *
 * @param chunk the source's name: {@code [string "TMP"]}
 */
record Position(String chunk, int line) {
  LuaException error(String message) {
    return new LuaException(chunk + ":" + line + ": " + message);
  }

  LuaException cannot(String action, Object value, Expression operand) {
    String name = operand.name();
    String what =
        name.isEmpty()
            ? "a " + Values.type(value) + " value"
            : name + " (a " + Values.type(value) + " value)";
    return error("attempt to " + action + " " + what);
  }

  LuaException cannotIndex(Object value, Expression table) {
    return cannot("index", value, table);
  }

  LuaException incomparable(Object a, Object b) {
    String x = Values.type(a);
    String y = Values.type(b);
    return error(
        x.equals(y)
            ? "attempt to compare two " + x + " values"
            : "attempt to compare " + x + " with " + y);
  }

  /** The member of a table, or a method of a text. */
  Object index(Object target, Object key, Expression table) {
    if (target instanceof LuaTable members) {
      return key == null ? null : members.get(key);
    }
    if (target instanceof String && key != null) {
      return StringLibrary.TABLE.get(key);
    }
    throw cannotIndex(target, table);
  }
}
