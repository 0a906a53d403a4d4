package io.quong.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NumericNode;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * Numbers as Kong prints them: all are doubles there, whole ones up to 2^53 without fraction or
 * exponent.
 */
public final class Numbers {
  private static final double LARGEST_WHOLE = 9007199254740992d;
  private static final int LONGEST = 40;
  private static final Pattern HEX = Pattern.compile("[+-]?0[xX][0-9a-fA-F]{1,13}");

  private Numbers() {}

  /** The number as it is kept and printed: 10 for 10.0 and 1e1. */
  public static NumericNode canonical(JsonNode number) {
    if (number.isInt() || number.isLong()) {
      return (NumericNode) number;
    }
    double value = number.doubleValue();
    if (value == Math.rint(value) && Math.abs(value) <= LARGEST_WHOLE) {
      return whole((long) value);
    }
    return DoubleNode.valueOf(value);
  }

  /** The node of a whole number: small ones are ints, so that equal numbers are equal nodes. */
  static NumericNode whole(long value) {
    return value == (int) value
        ? JsonNodeFactory.instance.numberNode((int) value)
        : JsonNodeFactory.instance.numberNode(value);
  }

  /** As messages show it: {@code 10}, {@code 0.5}. */
  public static String text(double value) {
    if (value == Math.rint(value) && Math.abs(value) <= LARGEST_WHOLE) {
      return Long.toString((long) value);
    }
    return Double.isFinite(value)
        ? BigDecimal.valueOf(value).toPlainString()
        : Double.toString(value);
  }

  /** The number that form text means, as Lua reads it: with blanks around, or hexadecimal. */
  static NumericNode parse(String given) {
    String text = given.strip();
    if (text.isEmpty() || text.length() > LONGEST) {
      return null;
    }
    if (HEX.matcher(text).matches()) {
      return whole(Long.decode(text));
    }
    if (!isDecimal(text)) {
      return null;
    }
    double value = Double.parseDouble(text);
    return Double.isFinite(value) ? canonical(DoubleNode.valueOf(value)) : null;
  }

  private static boolean isDecimal(String text) {
    boolean digits = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        digits = true;
      } else if (c == 'e' || c == 'E') {
        if (!digits || i == text.length() - 1 || !exponent(text, i + 1)) {
          return false;
        }
        return true;
      } else if (c == '.' ? text.indexOf('.') != i : !(i == 0 && (c == '-' || c == '+'))) {
        return false;
      }
    }
    return digits;
  }

  private static boolean exponent(String text, int from) {
    int start = text.charAt(from) == '-' || text.charAt(from) == '+' ? from + 1 : from;
    if (start == text.length()) {
      return false;
    }
    for (int i = start; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }
}
