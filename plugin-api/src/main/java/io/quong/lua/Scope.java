package io.quong.lua;

import io.quong.lua.Expressions.Global;
import io.quong.lua.Expressions.Variable;
import java.util.ArrayList;
import java.util.List;

/** The variables of one function while it is compiled. */
final class Scope {
  private static final int MAX_LOCALS = 200;

  private final Scope around;
  private final FunctionCode code;
  private final List<String> visible = new ArrayList<>();
  private final List<Integer> slotOf = new ArrayList<>();
  final boolean variadic;
  private int slots;

  Scope(Scope around, FunctionCode code, boolean variadic) {
    this.around = around;
    this.code = code;
    this.variadic = variadic;
  }

  /** Makes a variable visible from here on; its slot. */
  int declare(String name) {
    if (visible.size() >= MAX_LOCALS) {
      throw new LuaException("function has more than " + MAX_LOCALS + " local variables");
    }
    visible.add(name);
    slotOf.add(slots);
    return slots++;
  }

  /** How many variables are visible; for {@link #leave}. */
  int mark() {
    return visible.size();
  }

  /** The end of a block: what it declared is no longer visible. */
  void leave(int mark) {
    while (visible.size() > mark) {
      visible.remove(visible.size() - 1);
      slotOf.remove(slotOf.size() - 1);
    }
  }

  int slots() {
    return slots;
  }

  Expression.Target resolve(String name) {
    Variable variable = find(name);
    return variable == null ? new Global(name) : variable;
  }

  private Variable find(String name) {
    int at = visible.lastIndexOf(name);
    if (at >= 0) {
      return new Variable(name, slotOf.get(at), false);
    }
    if (around == null) {
      return null;
    }
    // A variable around it that is shadowed later is another one, so names are looked up each time.
    Variable outer = around.find(name);
    if (outer == null) {
      return null;
    }
    code.captures.add(outer);
    return new Variable(name, code.captures.size() - 1, true);
  }
}
