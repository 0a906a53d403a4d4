package io.quong.lua;

/** Numbers as Lua 5.1 prints and reads them. */
public final class LuaNumbers {
  private static final double WHOLE = 1e15;

  private LuaNumbers() {}

  /** With 14 significant digits, as C's {@code %.14g}: {@code 50}, {@code 0.33333333333333}. */
  public static String text(double number) {
    if (number == Math.rint(number) && Math.abs(number) < 1e14) {
      long whole = (long) number;
      return whole == 0 && 1 / number < 0 ? "-0" : Long.toString(whole);
    }
    if (Double.isNaN(number)) {
      return "nan";
    }
    if (Double.isInfinite(number)) {
      return number > 0 ? "inf" : "-inf";
    }
    return LuaFormat.general(number, 14, false);
  }

  /** The number that a text is, or null: decimal or hexadecimal, with blanks around it. */
  public static Double parse(String text) {
    String digits = text.strip();
    if (digits.isEmpty()) {
      return null;
    }
    boolean negative = digits.charAt(0) == '-';
    String bare = negative || digits.charAt(0) == '+' ? digits.substring(1) : digits;
    if (bare.startsWith("0x") || bare.startsWith("0X")) {
      return hexadecimal(bare.substring(2), negative);
    }
    for (int i = 0; i < bare.length(); i++) {
      char c = bare.charAt(i);
      if ((c < '0' || c > '9') && c != '.' && c != 'e' && c != 'E' && c != '+' && c != '-') {
        return null;
      }
    }
    try {
      return Double.valueOf(digits);
    } catch (NumberFormatException notANumber) {
      return null;
    }
  }

  private static Double hexadecimal(String digits, boolean negative) {
    if (digits.isEmpty() || digits.length() > 16) {
      return null;
    }
    double value = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = Character.digit(digits.charAt(i), 16);
      if (digit < 0) {
        return null;
      }
      value = value * 16 + digit;
    }
    return negative ? -value : value;
  }

  /** Whether a number has no fraction and a Java long holds it. */
  static boolean isWhole(double number) {
    return number == Math.rint(number) && Math.abs(number) < WHOLE;
  }
}
