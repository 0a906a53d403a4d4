package io.quong.lua;

import io.quong.lua.Expression.Target;
import io.quong.lua.Frame.Cell;

/** The kinds of expression. */
final class Expressions {
  private Expressions() {}

  /** A literal. */
  static final class Constant extends Expression {
    private final Object value;

    Constant(Object value) {
      this.value = value;
    }

    @Override
    Object value(Frame frame) {
      return value;
    }
  }

  /** A global variable. */
  static final class Global extends Target {
    private final String name;

    Global(String name) {
      this.name = name;
    }

    @Override
    Object value(Frame frame) {
      return frame.globals.get(name);
    }

    @Override
    void assign(Frame frame, Object value) {
      frame.budget.bytes(64);
      frame.globals.set(name, value);
    }

    @Override
    String name() {
      return "global '" + name + "'";
    }
  }

  /** A local variable of the function, or one of a function around it. */
  static final class Variable extends Target {
    private final String name;
    private final int slot;
    private final boolean captured;

    Variable(String name, int slot, boolean captured) {
      this.name = name;
      this.slot = slot;
      this.captured = captured;
    }

    Cell cell(Frame frame) {
      return captured ? frame.captured[slot] : frame.locals[slot];
    }

    @Override
    Object value(Frame frame) {
      return cell(frame).value;
    }

    @Override
    void assign(Frame frame, Object value) {
      cell(frame).value = value;
    }

    @Override
    String name() {
      return (captured ? "upvalue '" : "local '") + name + "'";
    }
  }

  /** {@code ...} */
  static final class Varargs extends Expression {
    @Override
    Object value(Frame frame) {
      return frame.varargs.length > 0 ? frame.varargs[0] : null;
    }

    @Override
    Object[] values(Frame frame) {
      return frame.varargs;
    }

    @Override
    boolean isOpen() {
      return true;
    }
  }

  /** {@code (e)}: one value only. */
  static final class Single extends Expression {
    private final Expression inner;

    Single(Expression inner) {
      this.inner = inner;
    }

    @Override
    Object value(Frame frame) {
      return inner.value(frame);
    }
  }

  /** {@code a.b} and {@code a[b]}. */
  static final class Index extends Target {
    private final Position position;
    private final Expression table;
    private final Expression key;

    Index(Position position, Expression table, Expression key) {
      this.position = position;
      this.table = table;
      this.key = key;
    }

    @Override
    Object value(Frame frame) {
      frame.budget.step();
      return position.index(table.value(frame), key.value(frame), table);
    }

    @Override
    void assign(Frame frame, Object value) {
      Object target = table.value(frame);
      Object name = key.value(frame);
      if (!(target instanceof LuaTable writable)) {
        throw position.cannotIndex(target, table);
      }
      if (name == null) {
        throw position.error("table index is nil");
      }
      frame.budget.step();
      frame.budget.bytes(48);
      writable.set(name, value);
    }

    @Override
    String name() {
      return key instanceof Constant constant && constant.value instanceof String text
          ? "field '" + text + "'"
          : "field '?'";
    }
  }

  /** A call, of a function or of a method. */
  static final class Call extends Expression {
    private final Position position;
    private final Expression function;
    private final String method;
    private final Expression[] arguments;

    Call(Position position, Expression function, String method, Expression[] arguments) {
      this.position = position;
      this.function = function;
      this.method = method;
      this.arguments = arguments;
    }

    @Override
    Object value(Frame frame) {
      Object[] values = values(frame);
      return values.length > 0 ? values[0] : null;
    }

    @Override
    Object[] values(Frame frame) {
      frame.budget.step();
      Object target = function.value(frame);
      Object called = target;
      if (method != null) {
        called = position.index(target, method, function);
      }
      if (!(called instanceof LuaFunction callable)) {
        String name = method == null ? function.name() : "method '" + method + "'";
        throw position.error(
            "attempt to call "
                + (name.isEmpty() ? "" : name + " (")
                + "a "
                + Values.type(called)
                + " value"
                + (name.isEmpty() ? "" : ")"));
      }
      Object[] given = Expression.all(arguments, frame);
      if (method != null) {
        Object[] withSelf = new Object[given.length + 1];
        withSelf[0] = target;
        System.arraycopy(given, 0, withSelf, 1, given.length);
        given = withSelf;
      }
      frame.budget.enter();
      try {
        return callable.call(frame.budget, given);
      } catch (StringLibrary.ArgumentError bad) {
        throw position.error(bad.getMessage());
      } finally {
        frame.budget.leave();
      }
    }

    @Override
    boolean isOpen() {
      return true;
    }
  }

  /** {@code and}, {@code or}. */
  static final class Choice extends Expression {
    private final boolean isAnd;
    private final Expression left;
    private final Expression right;

    Choice(boolean isAnd, Expression left, Expression right) {
      this.isAnd = isAnd;
      this.left = left;
      this.right = right;
    }

    @Override
    Object value(Frame frame) {
      Object first = left.value(frame);
      return Values.isTrue(first) == isAnd ? right.value(frame) : first;
    }
  }

  /** {@code {a, b; c = d, [e] = f}}. */
  static final class Constructor extends Expression {
    private final Expression[] keys;
    private final Expression[] members;
    private final Expression[] items;

    Constructor(Expression[] keys, Expression[] members, Expression[] items) {
      this.keys = keys;
      this.members = members;
      this.items = items;
    }

    @Override
    Object value(Frame frame) {
      frame.budget.step();
      frame.budget.bytes(64 + 48L * keys.length);
      LuaTable table = new LuaTable();
      for (int i = 0; i < keys.length; i++) {
        Object key = keys[i].value(frame);
        if (key == null) {
          throw new LuaException("table index is nil");
        }
        table.set(key, members[i].value(frame));
      }
      Object[] listed = Expression.all(items, frame);
      frame.budget.bytes(16L * listed.length);
      for (int i = 0; i < listed.length; i++) {
        table.set((double) (i + 1), listed[i]);
      }
      return table;
    }
  }

  /** A function of Lua: captures the cells of the variables around it. */
  static final class Closure extends Expression {
    private final FunctionCode code;

    Closure(FunctionCode code) {
      this.code = code;
    }

    @Override
    Object value(Frame frame) {
      frame.budget.bytes(64);
      Cell[] cells = new Cell[code.captures.size()];
      for (int i = 0; i < cells.length; i++) {
        cells[i] = code.captures.get(i).cell(frame);
      }
      LuaTable globals = frame.globals;
      LuaFunction function =
          (budget, arguments) -> {
            budget.step();
            return code.run(budget, globals, cells, arguments);
          };
      return function;
    }
  }
}
