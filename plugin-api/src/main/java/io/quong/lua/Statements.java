package io.quong.lua;

import io.quong.lua.Expression.Target;
import io.quong.lua.Frame.Cell;
import java.util.List;

/** The kinds of statement. */
final class Statements {
  private Statements() {}

  static Statement block(List<Statement> statements) {
    if (statements.size() == 1) {
      return statements.get(0);
    }
    Statement[] all = statements.toArray(Statement[]::new);
    return frame -> {
      for (Statement statement : all) {
        Object[] end = statement.run(frame);
        if (end != null) {
          return end;
        }
      }
      return null;
    };
  }

  static Statement local(int[] slots, Expression[] values) {
    if (slots.length == 1 && values.length == 1) {
      return frame -> {
        frame.budget.step();
        frame.locals[slots[0]] = new Cell(values[0].value(frame));
        return null;
      };
    }
    return frame -> {
      frame.budget.step();
      Object[] given = Expression.all(values, frame);
      for (int i = 0; i < slots.length; i++) {
        frame.locals[slots[i]] = new Cell(i < given.length ? given[i] : null);
      }
      return null;
    };
  }

  static Statement localFunction(int slot, Expression closure) {
    return frame -> {
      Cell cell = new Cell(null);
      frame.locals[slot] = cell;
      cell.value = closure.value(frame);
      return null;
    };
  }

  static Statement assign(Target[] targets, Expression[] values) {
    if (targets.length == 1 && values.length == 1) {
      return frame -> {
        frame.budget.step();
        targets[0].assign(frame, values[0].value(frame));
        return null;
      };
    }
    return frame -> {
      frame.budget.step();
      Object[] given = Expression.all(values, frame);
      for (int i = targets.length - 1; i >= 0; i--) {
        targets[i].assign(frame, i < given.length ? given[i] : null);
      }
      return null;
    };
  }

  static Statement call(Expression call) {
    return frame -> {
      call.values(frame);
      return null;
    };
  }

  static Statement giveBack(Expression[] values) {
    return frame -> Expression.all(values, frame);
  }

  static Statement choice(Expression[] conditions, Statement[] branches, Statement otherwise) {
    return frame -> {
      frame.budget.step();
      for (int i = 0; i < conditions.length; i++) {
        if (Values.isTrue(conditions[i].value(frame))) {
          return branches[i].run(frame);
        }
      }
      return otherwise == null ? null : otherwise.run(frame);
    };
  }

  static Statement whileLoop(Expression condition, Statement body) {
    return frame -> {
      while (Values.isTrue(condition.value(frame))) {
        frame.budget.step();
        Object[] end = body.run(frame);
        if (end != null) {
          return end == Statement.BREAK ? null : end;
        }
      }
      return null;
    };
  }

  static Statement repeatLoop(Statement body, Expression condition) {
    return frame -> {
      do {
        frame.budget.step();
        Object[] end = body.run(frame);
        if (end != null) {
          return end == Statement.BREAK ? null : end;
        }
      } while (!Values.isTrue(condition.value(frame)));
      return null;
    };
  }

  static Statement numericFor(Position position, int slot, Expression[] range, Statement body) {
    return frame -> {
      double start = bound(position, range[0].value(frame), "initial");
      double limit = bound(position, range[1].value(frame), "limit");
      double step = range.length > 2 ? bound(position, range[2].value(frame), "step") : 1;
      for (double i = start; step > 0 ? i <= limit : i >= limit; i += step) {
        frame.budget.step();
        frame.locals[slot] = new Cell(i);
        Object[] end = body.run(frame);
        if (end != null) {
          return end == Statement.BREAK ? null : end;
        }
      }
      return null;
    };
  }

  private static double bound(Position position, Object value, String what) {
    Double number = Values.number(value);
    if (number == null) {
      throw position.error(
          "'for' " + what + (what.equals("initial") ? " value" : "") + " must be a number");
    }
    return number;
  }

  static Statement genericFor(
      Position position, int[] slots, Expression[] iterator, Statement body) {
    return frame -> {
      Object[] given = Expression.all(iterator, frame);
      if (given.length == 0 || !(given[0] instanceof LuaFunction next)) {
        throw position.error(
            "attempt to call a " + Values.type(given.length == 0 ? null : given[0]) + " value");
      }
      Object state = given.length > 1 ? given[1] : null;
      Object control = given.length > 2 ? given[2] : null;
      while (true) {
        frame.budget.step();
        Object[] values = next.call(frame.budget, state, control);
        control = values.length > 0 ? values[0] : null;
        if (control == null) {
          return null;
        }
        for (int i = 0; i < slots.length; i++) {
          frame.locals[slots[i]] = new Cell(i < values.length ? values[i] : null);
        }
        Object[] end = body.run(frame);
        if (end != null) {
          return end == Statement.BREAK ? null : end;
        }
      }
    };
  }
}
