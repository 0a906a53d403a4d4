package io.quong.lua;

import io.quong.plugin.message.ByteText;
import java.util.ArrayList;
import java.util.List;

/**
 * Text with Lua expressions in {@code $(…)}, compiled once. Parentheses within must balance; what
 * is no expression stays as it is. An expression that gives nil or false renders as nothing.
 */
public final class LuaTemplate {
  private static final String NAME = "TMP";

  private final Object[] parts;

  private LuaTemplate(Object[] parts) {
    this.parts = parts;
  }

  /**
   * @param text Unicode text
   * @throws LuaException with Lua's message when an expression is not valid
   */
  public static LuaTemplate compile(String text) {
    List<Object> parts = new ArrayList<>();
    int literal = 0;
    int at = text.indexOf("$(");
    while (at >= 0) {
      int close = closing(text, at + 1);
      if (close < 0) {
        at = text.indexOf("$(", at + 2);
        continue;
      }
      if (at > literal) {
        parts.add(ByteText.of(text.substring(literal, at)));
      }
      parts.add(LuaScript.compileExpression(NAME, text.substring(at + 2, close)));
      literal = close + 1;
      at = text.indexOf("$(", literal);
    }
    if (literal < text.length()) {
      parts.add(ByteText.of(text.substring(literal)));
    }
    return new LuaTemplate(parts.toArray());
  }

  private static int closing(String text, int open) {
    int depth = 0;
    for (int i = open; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '(') {
        depth++;
      } else if (c == ')' && --depth == 0) {
        return i;
      }
    }
    return -1;
  }

  /**
   * @param globals what the expressions see
   * @return byte text
   * @throws LuaException when an expression fails
   * @throws LuaBudget.Exhausted when it takes too long or too much
   */
  public String render(LuaTable globals, LuaBudget budget) {
    if (parts.length == 0) {
      return "";
    }
    if (parts.length == 1) {
      return piece(parts[0], globals, budget);
    }
    StringBuilder out = new StringBuilder();
    for (Object part : parts) {
      String piece = piece(part, globals, budget);
      budget.bytes(piece.length());
      out.append(piece);
    }
    return out.toString();
  }

  private static String piece(Object part, LuaTable globals, LuaBudget budget) {
    if (part instanceof String literal) {
      return literal;
    }
    Object[] results = ((LuaScript) part).run(globals, budget);
    Object value = results.length > 0 ? results[0] : null;
    return Values.isTrue(value) ? Values.text(value) : "";
  }
}
