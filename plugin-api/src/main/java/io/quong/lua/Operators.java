package io.quong.lua;

/** The operators as expressions. */
final class Operators {
  private Operators() {}

  static Expression binary(Position position, String operator, Expression left, Expression right) {
    return switch (operator) {
      case "and" -> new Expressions.Choice(true, left, right);
      case "or" -> new Expressions.Choice(false, left, right);
      case ".." -> new Concatenation(position, left, right);
      case "==", "~=" -> new Equality(operator.equals("=="), left, right);
      case "<", ">", "<=", ">=" -> new Comparison(position, operator, left, right);
      default -> new Arithmetic(position, operator.charAt(0), left, right);
    };
  }

  static Expression unary(Position position, String operator, Expression operand) {
    return new Unary(position, operator, operand);
  }

  private static final class Arithmetic extends Expression {
    private final Position position;
    private final char operator;
    private final Expression left;
    private final Expression right;

    Arithmetic(Position position, char operator, Expression left, Expression right) {
      this.position = position;
      this.operator = operator;
      this.left = left;
      this.right = right;
    }

    @Override
    Object value(Frame frame) {
      frame.budget.step();
      Object a = left.value(frame);
      Object b = right.value(frame);
      Double x = Values.number(a);
      Double y = Values.number(b);
      if (x == null) {
        throw position.cannot("perform arithmetic on", a, left);
      }
      if (y == null) {
        throw position.cannot("perform arithmetic on", b, right);
      }
      return Values.arithmetic(operator, x, y);
    }
  }

  private static final class Concatenation extends Expression {
    private final Position position;
    private final Expression left;
    private final Expression right;

    Concatenation(Position position, Expression left, Expression right) {
      this.position = position;
      this.left = left;
      this.right = right;
    }

    @Override
    Object value(Frame frame) {
      Object a = left.value(frame);
      Object b = right.value(frame);
      if (!(a instanceof String) && !(a instanceof Double)) {
        throw position.cannot("concatenate", a, left);
      }
      if (!(b instanceof String) && !(b instanceof Double)) {
        throw position.cannot("concatenate", b, right);
      }
      String x = Values.text(a);
      String y = Values.text(b);
      frame.budget.step();
      frame.budget.bytes((long) x.length() + y.length());
      return x.concat(y);
    }
  }

  private static final class Equality extends Expression {
    private final boolean wanted;
    private final Expression left;
    private final Expression right;

    Equality(boolean wanted, Expression left, Expression right) {
      this.wanted = wanted;
      this.left = left;
      this.right = right;
    }

    @Override
    Object value(Frame frame) {
      return Values.equal(left.value(frame), right.value(frame)) == wanted;
    }
  }

  private static final class Comparison extends Expression {
    private final Position position;
    private final String operator;
    private final Expression left;
    private final Expression right;

    Comparison(Position position, String operator, Expression left, Expression right) {
      this.position = position;
      this.operator = operator;
      this.left = left;
      this.right = right;
    }

    @Override
    Object value(Frame frame) {
      frame.budget.step();
      Object a = left.value(frame);
      Object b = right.value(frame);
      if (a instanceof Double x && b instanceof Double y) {
        return switch (operator) {
          case "<" -> x < y;
          case ">" -> x > y;
          case "<=" -> x <= y;
          default -> x >= y;
        };
      }
      Integer order = Values.compare(a, b);
      if (order == null) {
        throw position.incomparable(a, b);
      }
      return switch (operator) {
        case "<" -> order < 0;
        case ">" -> order > 0;
        case "<=" -> order <= 0;
        default -> order >= 0;
      };
    }
  }

  private static final class Unary extends Expression {
    private final Position position;
    private final String operator;
    private final Expression operand;

    Unary(Position position, String operator, Expression operand) {
      this.position = position;
      this.operator = operator;
      this.operand = operand;
    }

    @Override
    Object value(Frame frame) {
      frame.budget.step();
      Object value = operand.value(frame);
      if (operator.equals("not")) {
        return !Values.isTrue(value);
      }
      if (operator.equals("#")) {
        if (value instanceof String text) {
          return (double) text.length();
        }
        if (value instanceof LuaTable table) {
          return (double) table.length();
        }
        throw position.cannot("get length of", value, operand);
      }
      Double number = Values.number(value);
      if (number == null) {
        throw position.cannot("perform arithmetic on", value, operand);
      }
      return -number;
    }
  }
}
