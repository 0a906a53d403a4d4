package io.quong.lua;

import java.util.Set;

/** Cuts a Lua source into tokens; messages as LuaJIT words them. */
final class Lexer {
  private static final Set<String> KEYWORDS =
      Set.of(
          "and",
          "break",
          "do",
          "else",
          "elseif",
          "end",
          "false",
          "for",
          "function",
          "if",
          "in",
          "local",
          "nil",
          "not",
          "or",
          "repeat",
          "return",
          "then",
          "true",
          "until",
          "while");
  private static final String[] SYMBOLS = {
    "...", "..", "==", "~=", "<=", ">=", "+", "-", "*", "/", "%", "^", "#", "<", ">", "=", "(", ")",
    "{", "}", "[", "]", ";", ":", ",", "."
  };

  private final String chunk;
  private final String source;
  private int at;
  private int line = 1;

  /** The kinds of token. */
  enum Kind {
    NAME,
    KEYWORD,
    SYMBOL,
    NUMBER,
    STRING,
    END
  }

  /**
   * @param text the token as written; a keyword or symbol compares by it
   * @param value a number or string's value
   */
  record Token(Kind kind, String text, Object value, int line) {
    boolean is(String word) {
      return (kind == Kind.KEYWORD || kind == Kind.SYMBOL) && text.equals(word);
    }
  }

  Lexer(String chunk, String source) {
    this.chunk = chunk;
    this.source = source;
  }

  LuaException error(String message, String near, int where) {
    return new LuaException(chunk + ":" + where + ": " + message + " near '" + near + "'");
  }

  Token next() {
    skipBlanks();
    if (at >= source.length()) {
      return new Token(Kind.END, "<eof>", null, line);
    }
    char c = source.charAt(at);
    if (isNameStart(c)) {
      int start = at;
      while (at < source.length() && isNamePart(source.charAt(at))) {
        at++;
      }
      String word = source.substring(start, at);
      return new Token(KEYWORDS.contains(word) ? Kind.KEYWORD : Kind.NAME, word, null, line);
    }
    if (isDigit(c) || (c == '.' && at + 1 < source.length() && isDigit(source.charAt(at + 1)))) {
      return number();
    }
    if (c == '"' || c == '\'') {
      return quoted(c);
    }
    int level = longBracket();
    if (level >= 0) {
      int start = at;
      String text = longText(level, "unfinished long string");
      return new Token(Kind.STRING, source.substring(start, at), text, line);
    }
    for (String symbol : SYMBOLS) {
      if (source.startsWith(symbol, at)) {
        at += symbol.length();
        return new Token(Kind.SYMBOL, symbol, null, line);
      }
    }
    at++;
    return new Token(Kind.SYMBOL, String.valueOf(c), null, line);
  }

  private void skipBlanks() {
    while (at < source.length()) {
      char c = source.charAt(at);
      if (c == '\n') {
        line++;
        at++;
      } else if (c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == 0x0b) {
        at++;
      } else if (source.startsWith("--", at)) {
        at += 2;
        int level = longBracket();
        if (level >= 0) {
          longText(level, "unfinished long comment");
        } else {
          while (at < source.length() && source.charAt(at) != '\n') {
            at++;
          }
        }
      } else {
        return;
      }
    }
  }

  /** The number of equals signs of a long bracket that opens here, or -1. */
  private int longBracket() {
    if (at >= source.length() || source.charAt(at) != '[') {
      return -1;
    }
    int i = at + 1;
    while (i < source.length() && source.charAt(i) == '=') {
      i++;
    }
    return i < source.length() && source.charAt(i) == '[' ? i - at - 1 : -1;
  }

  private String longText(int level, String unfinished) {
    int start = at + level + 2;
    String close = "]" + "=".repeat(level) + "]";
    int end = source.indexOf(close, start);
    if (end < 0) {
      throw error(unfinished, "<eof>", line);
    }
    at = end + close.length();
    String text = source.substring(start, end);
    line += (int) text.chars().filter(c -> c == '\n').count();
    return text.startsWith("\n") ? text.substring(1) : text;
  }

  private Token number() {
    int start = at;
    while (at < source.length()) {
      char c = source.charAt(at);
      boolean exponent = (c == '+' || c == '-') && "eE".indexOf(source.charAt(at - 1)) >= 0;
      if (!isNamePart(c) && c != '.' && !(exponent && at > start)) {
        break;
      }
      at++;
    }
    String text = source.substring(start, at);
    Double value = LuaNumbers.parse(text);
    if (value == null) {
      throw error("malformed number", text, line);
    }
    return new Token(Kind.NUMBER, text, value, line);
  }

  private Token quoted(char quote) {
    int start = at++;
    StringBuilder text = new StringBuilder();
    while (true) {
      if (at >= source.length()) {
        throw error("unfinished string", "<eof>", line);
      }
      char c = source.charAt(at++);
      if (c == quote) {
        return new Token(Kind.STRING, source.substring(start, at), text.toString(), line);
      }
      if (c == '\n') {
        throw error("unfinished string", source.substring(start, at - 1), line);
      }
      if (c == '\\') {
        escape(text, start);
      } else {
        text.append(c);
      }
    }
  }

  private void escape(StringBuilder text, int start) {
    if (at >= source.length()) {
      throw error("unfinished string", "<eof>", line);
    }
    char c = source.charAt(at++);
    int plain = "abfnrtv".indexOf(c);
    if (plain >= 0) {
      text.append("\u0007\b\f\n\r\t\u000b".charAt(plain));
    } else if (c == 'x') {
      int end = Math.min(at + 2, source.length());
      try {
        text.append((char) Integer.parseInt(source.substring(at, end), 16));
      } catch (NumberFormatException invalid) {
        throw error("invalid escape sequence", source.substring(start, end), line);
      }
      at = end;
    } else if (isDigit(c)) {
      int value = 0;
      at--;
      for (int i = 0; i < 3 && at < source.length() && isDigit(source.charAt(at)); i++) {
        value = value * 10 + source.charAt(at++) - '0';
      }
      if (value > 255) {
        throw error("invalid escape sequence", source.substring(start, at), line);
      }
      text.append((char) value);
    } else {
      if (c == '\n') {
        line++;
      }
      text.append(c);
    }
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isNameStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c > 127;
  }

  private static boolean isNamePart(char c) {
    return isNameStart(c) || isDigit(c);
  }
}
