package io.quong.lua;

import io.quong.lua.Expressions.Variable;
import io.quong.lua.Frame.Cell;
import java.util.ArrayList;
import java.util.List;

/** The compiled body of a function; immutable once the parser is done with it. */
final class FunctionCode {
  /** What it captures, as the function around it sees these variables. */
  final List<Variable> captures = new ArrayList<>();

  private int parameters;
  private boolean variadic;
  private int slots;
  private Statement body;

  void complete(int parameters, boolean variadic, int slots, Statement body) {
    this.parameters = parameters;
    this.variadic = variadic;
    this.slots = slots;
    this.body = body;
  }

  Object[] run(LuaBudget budget, LuaTable globals, Cell[] captured, Object[] arguments) {
    budget.bytes(32 + 24L * slots);
    Object[] rest = LuaFunction.NOTHING;
    if (variadic && arguments.length > parameters) {
      rest = java.util.Arrays.copyOfRange(arguments, parameters, arguments.length);
    }
    Frame frame = new Frame(budget, globals, slots, captured, rest);
    for (int i = 0; i < parameters; i++) {
      frame.locals[i] = new Cell(i < arguments.length ? arguments[i] : null);
    }
    Object[] results = body.run(frame);
    return results == null || results == Statement.BREAK ? LuaFunction.NOTHING : results;
  }
}
