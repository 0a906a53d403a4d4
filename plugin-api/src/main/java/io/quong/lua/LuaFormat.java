package io.quong.lua;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** C's {@code printf}, as far as {@code string.format} has it. */
final class LuaFormat {
  private static final int MAX_WIDTH = 99;

  private LuaFormat() {}

  /** One conversion: {@code %-08.3f}. */
  private record Spec(String flags, int width, int precision, char conversion) {
    boolean has(char flag) {
      return flags.indexOf(flag) >= 0;
    }
  }

  static String format(LuaBudget budget, String format, Object... arguments) {
    StringBuilder out = new StringBuilder();
    int next = 1;
    for (int i = 0; i < format.length(); i++) {
      char c = format.charAt(i);
      if (c != '%') {
        out.append(c);
        continue;
      }
      if (++i >= format.length()) {
        throw new StringLibrary.ArgumentError("invalid format (ends with '%')");
      }
      if (format.charAt(i) == '%') {
        out.append('%');
        continue;
      }
      int start = i;
      while (i < format.length() && "-+ #0".indexOf(format.charAt(i)) >= 0) {
        i++;
      }
      String flags = format.substring(start, i);
      int[] width = number(format, i);
      i = width[1];
      int precision = -1;
      if (i < format.length() && format.charAt(i) == '.') {
        int[] digits = number(format, i + 1);
        precision = Math.max(0, digits[0]);
        i = digits[1];
      }
      if (i >= format.length() || width[0] > MAX_WIDTH || precision > MAX_WIDTH) {
        throw new StringLibrary.ArgumentError("invalid format (width or precision too long)");
      }
      Spec spec = new Spec(flags, Math.max(0, width[0]), precision, format.charAt(i));
      String piece = piece(spec, arguments, next++);
      budget.bytes(piece.length());
      budget.step();
      out.append(piece);
    }
    return out.toString();
  }

  private static int[] number(String format, int at) {
    int value = -1;
    int i = at;
    while (i < format.length() && i < at + 3 && Character.isDigit(format.charAt(i))) {
      value = Math.max(0, value) * 10 + format.charAt(i++) - '0';
    }
    return new int[] {value, i};
  }

  private static String piece(Spec spec, Object[] arguments, int at) {
    char conversion = spec.conversion();
    return switch (conversion) {
      case 'd', 'i' -> integer(spec, StringLibrary.number("format", arguments, at));
      case 'u' -> integer(spec, StringLibrary.number("format", arguments, at));
      case 'c' ->
          pad(
              spec,
              String.valueOf((char) ((int) StringLibrary.number("format", arguments, at) & 255)));
      case 'x' -> hex(spec, StringLibrary.number("format", arguments, at));
      case 'X' -> hex(spec, StringLibrary.number("format", arguments, at)).toUpperCase(Locale.ROOT);
      case 'o' ->
          zeros(spec, Long.toOctalString((long) StringLibrary.number("format", arguments, at)), "");
      case 'e', 'E', 'f', 'g', 'G' -> floating(spec, StringLibrary.number("format", arguments, at));
      case 's' -> {
        String text = Values.text(at < arguments.length ? arguments[at] : missing(at));
        int keep = spec.precision() < 0 ? text.length() : Math.min(spec.precision(), text.length());
        yield pad(spec, text.substring(0, keep));
      }
      case 'q' -> quoted(StringLibrary.text("format", arguments, at));
      default ->
          throw new StringLibrary.ArgumentError("invalid option '%" + conversion + "' to 'format'");
    };
  }

  private static Object missing(int at) {
    throw new StringLibrary.ArgumentError("bad argument #" + (at + 1) + " to 'format' (no value)");
  }

  private static String integer(Spec spec, double number) {
    long value = (long) number;
    String digits = value < 0 ? Long.toString(value).substring(1) : Long.toString(value);
    return zeros(spec, digits, sign(spec, value < 0));
  }

  private static String sign(Spec spec, boolean negative) {
    return negative ? "-" : spec.has('+') ? "+" : spec.has(' ') ? " " : "";
  }

  private static String hex(Spec spec, double number) {
    return zeros(spec, Long.toHexString((long) number), spec.has('#') ? "0x" : "");
  }

  private static String zeros(Spec spec, String digits, String before) {
    String padded = "0".repeat(Math.max(0, spec.precision() - digits.length())) + digits;
    return widen(spec, before, padded, spec.precision() < 0);
  }

  private static String floating(Spec spec, double number) {
    boolean negative = number < 0 || (number == 0 && 1 / number < 0);
    String sign = sign(spec, negative);
    double size = Math.abs(number);
    if (Double.isNaN(size) || Double.isInfinite(size)) {
      return widen(spec, sign, Double.isNaN(size) ? "nan" : "inf", false);
    }
    int precision = spec.precision() < 0 ? 6 : spec.precision();
    String digits =
        switch (spec.conversion()) {
          case 'f' ->
              new BigDecimal(size).setScale(precision, RoundingMode.HALF_EVEN).toPlainString();
          case 'e', 'E' -> exponential(new BigDecimal(size), precision);
          default -> general(size, Math.max(1, precision), spec.has('#'));
        };
    String cased =
        Character.isUpperCase(spec.conversion()) ? digits.toUpperCase(Locale.ROOT) : digits;
    return widen(spec, sign, cased, true);
  }

  /** C's {@code %.<precision>g}. */
  static String general(double number, int precision, boolean keepZeros) {
    if (number < 0) {
      return "-" + general(-number, precision, keepZeros);
    }
    if (number == 0) {
      return "0";
    }
    BigDecimal exact =
        new BigDecimal(number).round(new MathContext(precision, RoundingMode.HALF_EVEN));
    int exponent = exact.precision() - exact.scale() - 1;
    String digits;
    if (exponent < -4 || exponent >= precision) {
      digits = exponential(exact, precision - 1);
      int e = digits.indexOf('e');
      return (keepZeros ? digits.substring(0, e) : trimmed(digits.substring(0, e)))
          + digits.substring(e);
    }
    digits = exact.setScale(precision - 1 - exponent, RoundingMode.HALF_EVEN).toPlainString();
    return keepZeros ? digits : trimmed(digits);
  }

  private static String trimmed(String digits) {
    if (digits.indexOf('.') < 0) {
      return digits;
    }
    int end = digits.length();
    while (digits.charAt(end - 1) == '0') {
      end--;
    }
    return digits.substring(0, digits.charAt(end - 1) == '.' ? end - 1 : end);
  }

  private static String exponential(BigDecimal value, int precision) {
    if (value.signum() == 0) {
      return (precision > 0 ? "0." + "0".repeat(precision) : "0") + "e+00";
    }
    BigDecimal rounded = value.round(new MathContext(precision + 1, RoundingMode.HALF_EVEN));
    int exponent = rounded.precision() - rounded.scale() - 1;
    String digits =
        rounded.movePointLeft(exponent).setScale(precision, RoundingMode.HALF_EVEN).toPlainString();
    String power = Integer.toString(Math.abs(exponent));
    return digits + "e" + (exponent < 0 ? "-" : "+") + (power.length() < 2 ? "0" : "") + power;
  }

  private static String widen(Spec spec, String before, String digits, boolean mayZero) {
    int missing = spec.width() - before.length() - digits.length();
    if (missing > 0 && mayZero && spec.has('0') && !spec.has('-')) {
      return before + "0".repeat(missing) + digits;
    }
    return pad(spec, before + digits);
  }

  private static String pad(Spec spec, String text) {
    int missing = spec.width() - text.length();
    if (missing <= 0) {
      return text;
    }
    return spec.has('-') ? text + " ".repeat(missing) : " ".repeat(missing) + text;
  }

  private static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\', '\n' -> out.append('\\').append(c);
        case '\r' -> out.append("\\r");
        case 0 -> out.append("\\000");
        default -> out.append(c);
      }
    }
    return out.append('"').toString();
  }
}
