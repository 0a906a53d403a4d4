package io.quong.lua;

/** A compiled expression. */
abstract class Expression {
  /** The first value. */
  abstract Object value(Frame frame);

  /** All values: more or less than one only of calls and of {@code ...}. */
  Object[] values(Frame frame) {
    return new Object[] {value(frame)};
  }

  /** Whether {@link #values} may be another number than one. */
  boolean isOpen() {
    return false;
  }

  /** How messages name it: {@code global 'foo'}; empty for nothing to name. */
  String name() {
    return "";
  }

  /** Something that can stand on the left of an assignment. */
  abstract static class Target extends Expression {
    abstract void assign(Frame frame, Object value);
  }

  /** The values of a list, of which the last may give several. */
  static Object[] all(Expression[] list, Frame frame) {
    int last = list.length - 1;
    if (last < 0) {
      return LuaFunction.NOTHING;
    }
    if (!list[last].isOpen()) {
      Object[] values = new Object[list.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = list[i].value(frame);
      }
      return values;
    }
    Object[] fixed = new Object[last];
    for (int i = 0; i < last; i++) {
      fixed[i] = list[i].value(frame);
    }
    Object[] open = list[last].values(frame);
    frame.budget.bytes(8L * (last + open.length));
    Object[] values = new Object[last + open.length];
    System.arraycopy(fixed, 0, values, 0, last);
    System.arraycopy(open, 0, values, last, open.length);
    return values;
  }
}
