package io.quong.lua;

/** What Lua's operators do with values. Nil is null, numbers are doubles, text is byte text. */
final class Values {
  private Values() {}

  static boolean isTrue(Object value) {
    return value != null && value != Boolean.FALSE && !Boolean.FALSE.equals(value);
  }

  static String type(Object value) {
    if (value == null) {
      return "nil";
    }
    if (value instanceof String) {
      return "string";
    }
    if (value instanceof Double) {
      return "number";
    }
    if (value instanceof Boolean) {
      return "boolean";
    }
    if (value instanceof LuaTable) {
      return "table";
    }
    return value instanceof LuaFunction ? "function" : "userdata";
  }

  /** What {@code tostring} makes of a value; tables and functions show an address. */
  static String text(Object value) {
    if (value == null) {
      return "nil";
    }
    if (value instanceof String text) {
      return text;
    }
    if (value instanceof Double number) {
      return LuaNumbers.text(number);
    }
    if (value instanceof Boolean || LuaJson.isNull(value)) {
      return value.toString();
    }
    return type(value) + ": 0x" + String.format("%08x", System.identityHashCode(value));
  }

  /** The number that a value is or stands for, or null. */
  static Double number(Object value) {
    if (value instanceof Double number) {
      return number;
    }
    return value instanceof String text ? LuaNumbers.parse(text) : null;
  }

  static boolean equal(Object a, Object b) {
    if (a == b) {
      return !(a instanceof Double number) || !Double.isNaN(number);
    }
    if (a instanceof Double x && b instanceof Double y) {
      return x.doubleValue() == y.doubleValue();
    }
    return (a instanceof String || a instanceof Boolean) && a.equals(b);
  }

  /** Negative, zero or positive; null when they cannot be compared. */
  static Integer compare(Object a, Object b) {
    if (a instanceof Double x && b instanceof Double y) {
      return x < y ? -1 : x > y ? 1 : 0;
    }
    return a instanceof String x && b instanceof String y ? (Integer) x.compareTo(y) : null;
  }

  static double arithmetic(char operator, double a, double b) {
    return switch (operator) {
      case '+' -> a + b;
      case '-' -> a - b;
      case '*' -> a * b;
      case '/' -> a / b;
      case '%' -> a - Math.floor(a / b) * b;
      case '^' -> Math.pow(a, b);
      default -> throw new IllegalArgumentException("operator " + operator);
    };
  }
}
