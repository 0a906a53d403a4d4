package io.quong.expression;

import io.quong.expression.ExpressionSyntax.Right;
import io.quong.expression.ExpressionSyntax.Span;

/** The grammar of strings, addresses and numbers. */
final class ExpressionLiterals {
  private final String text;
  private final Attempts attempts;

  ExpressionLiterals(String text, Attempts attempts) {
    this.text = text;
    this.attempts = attempts;
  }

  /** The literal at a place, or null. */
  Right read(int at) {
    int end = string(at);
    if (end >= 0) {
      return new Right(Rule.STR_LITERAL, new Span(at, end));
    }
    end = rawString(at);
    if (end >= 0) {
      return new Right(Rule.RAWSTR_LITERAL, new Span(at, end));
    }
    Right address = address(at);
    if (address != null) {
      return address;
    }
    end = number(at);
    return end < 0 ? null : new Right(Rule.INT_LITERAL, new Span(at, end));
  }

  private int string(int at) {
    int before = attempts.at(at);
    if (charAt(at) == '"') {
      int i = at + 1;
      while (true) {
        if (charAt(i) == '\\' && i + 1 < text.length() && "\"\\nrt".indexOf(charAt(i + 1)) >= 0) {
          i += 2;
        } else if (i < text.length() && charAt(i) != '"' && charAt(i) != '\\') {
          i++;
        } else {
          fail(Rule.STR_ESC, i);
          fail(Rule.STR_CHAR, i);
          break;
        }
      }
      if (charAt(i) == '"') {
        return i + 1;
      }
    }
    attempts.failed(Rule.STR_LITERAL, at, before);
    return -1;
  }

  private int rawString(int at) {
    int before = attempts.at(at);
    if (text.startsWith("r#\"", at)) {
      int end = text.indexOf("\"#", at + 3);
      fail(Rule.RAWSTR_CHAR, end < 0 ? text.length() : end);
      if (end >= 0) {
        return end + 2;
      }
    }
    attempts.failed(Rule.RAWSTR_LITERAL, at, before);
    return -1;
  }

  private void fail(Rule rule, int place) {
    attempts.failed(rule, place, attempts.at(place));
  }

  private Right address(int at) {
    int before = attempts.at(at);
    int v4 = v4(at);
    int behind = v4 < 0 ? -1 : prefix(v4, 2);
    if (behind >= 0) {
      return new Right(Rule.IPV4_CIDR_LITERAL, new Span(at, behind));
    }
    fail(Rule.IPV4_CIDR_LITERAL, at);
    int v6 = v6(at);
    behind = v6 < 0 ? -1 : prefix(v6, 3);
    if (behind >= 0) {
      return new Right(Rule.IPV6_CIDR_LITERAL, new Span(at, behind));
    }
    fail(Rule.IPV6_CIDR_LITERAL, at);
    if (v4 >= 0) {
      return new Right(Rule.IPV4_LITERAL, new Span(at, v4));
    }
    fail(Rule.IPV4_LITERAL, at);
    if (v6 >= 0) {
      return new Right(Rule.IPV6_LITERAL, new Span(at, v6));
    }
    fail(Rule.IPV6_LITERAL, at);
    attempts.failed(Rule.IP_LITERAL, at, before);
    return null;
  }

  private int v4(int at) {
    int i = at;
    for (int octet = 0; octet < 4; octet++) {
      if (octet > 0 && charAt(i++) != '.') {
        return -1;
      }
      int end = run(i, 3, 10);
      if (end == i) {
        return -1;
      }
      i = end;
    }
    return i;
  }

  private int v6(int at) {
    int i = charAt(at) == ':' ? at + 1 : run(at, 4, 16);
    if (i == at || charAt(i) != ':') {
      return -1;
    }
    i++;
    while (true) {
      int next = charAt(i) == ':' ? i + 1 : run(i, 4, 16);
      if (next == i) {
        return i;
      }
      i = next;
    }
  }

  private int prefix(int at, int most) {
    if (charAt(at) != '/') {
      return -1;
    }
    int end = run(at + 1, most, 10);
    return end == at + 1 ? -1 : end;
  }

  private int number(int at) {
    int before = attempts.at(at);
    int i = charAt(at) == '-' ? at + 1 : at;
    int octal = charAt(i) == '0' ? run(i + 1, Integer.MAX_VALUE, 8) : i + 1;
    if (octal > i + 1) {
      return octal;
    }
    fail(Rule.OCT_DIGITS, i);
    if (text.startsWith("0x", i)) {
      int end = run(i + 2, Integer.MAX_VALUE, 16);
      if (end > i + 2) {
        return end;
      }
      fail(Rule.HEX_DIGITS, i + 2);
    }
    int end = run(i, Integer.MAX_VALUE, 10);
    if (end > i) {
      return end;
    }
    fail(Rule.DEC_DIGITS, i);
    attempts.failed(Rule.INT_LITERAL, at, before);
    return -1;
  }

  private int run(int at, int most, int radix) {
    int i = at;
    while (i < text.length()
        && i - at < most
        && charAt(i) < 128
        && Character.digit(charAt(i), radix) >= 0) {
      i++;
    }
    return i;
  }

  private char charAt(int i) {
    return i < text.length() ? text.charAt(i) : 0;
  }
}
