package io.quong.lua;

/** One activation of a function: its variables, what it captured, and what is left of the run. */
final class Frame {
  final LuaBudget budget;
  final LuaTable globals;
  final Cell[] locals;
  final Cell[] captured;
  final Object[] varargs;

  /** A variable; closures share it. */
  static final class Cell {
    Object value;

    Cell(Object value) {
      this.value = value;
    }
  }

  Frame(LuaBudget budget, LuaTable globals, int size, Cell[] captured, Object[] varargs) {
    this.budget = budget;
    this.globals = globals;
    this.locals = new Cell[size];
    this.captured = captured;
    this.varargs = varargs;
  }
}
