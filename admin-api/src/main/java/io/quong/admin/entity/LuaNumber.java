package io.quong.admin.entity;

import java.util.regex.Pattern;

/** Texts that Lua takes for numbers: {@code 10}, {@code 1e2}, {@code 0x10}, with blanks around. */
final class LuaNumber {
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(\\d{1,300}(\\.\\d{0,300})?|\\.\\d{1,300})([eE][+-]?\\d{1,5})?");
  private static final Pattern HEX = Pattern.compile("[+-]?0[xX][0-9a-fA-F]{1,15}");

  private LuaNumber() {}

  /** The number, or null. */
  static Double parse(String text) {
    String number = text == null ? "" : text.strip();
    if (DECIMAL.matcher(number).matches()) {
      return Double.valueOf(number);
    }
    if (HEX.matcher(number).matches()) {
      long sign = number.startsWith("-") ? -1 : 1;
      return (double) (sign * Long.parseLong(number.replaceFirst("[+-]?0[xX]", ""), 16));
    }
    return null;
  }
}
