package io.quong.lua;

import io.quong.lua.Frame.Cell;
import io.quong.plugin.message.ByteText;

/** A compiled source. Immutable: loops and threads share it. */
public final class LuaScript {
  private static final int MAX_SOURCE = 1 << 20;
  private static final int MAX_SHOWN = 43;
  private static final Cell[] NO_CELLS = {};

  private final FunctionCode code;

  private LuaScript(FunctionCode code) {
    this.code = code;
  }

  /**
   * Compiles the body of a function, as Lua's {@code load} does.
   *
   * @param source Unicode text
   * @throws LuaException with Lua's message when it is not valid
   */
  public static LuaScript compile(String source) {
    String bytes = checked(source);
    return new LuaScript(new Parser(shown(bytes), bytes).chunk());
  }

  /** Compiles one expression of a template, whose name in messages is given. */
  static LuaScript compileExpression(String name, String source) {
    String bytes = checked(source);
    return new LuaScript(new Parser("[string \"" + name + "\"]", bytes + ")").parenthesised());
  }

  private static String checked(String source) {
    if (source.length() > MAX_SOURCE) {
      throw new LuaException("source is longer than " + MAX_SOURCE + " characters");
    }
    return ByteText.of(source);
  }

  /** How messages name a source that has no name: its first line. */
  private static String shown(String source) {
    int end = 0;
    while (end < source.length() && source.charAt(end) >= ' ') {
      end++;
    }
    if (end == source.length() && end <= MAX_SHOWN) {
      return "[string \"" + source + "\"]";
    }
    return "[string \"" + source.substring(0, Math.min(end, MAX_SHOWN)) + "...\"]";
  }

  /**
   * Runs it.
   *
   * @param globals what it sees; it may add to it
   * @return what it returns
   * @throws LuaException when it fails
   * @throws LuaBudget.Exhausted when it takes too long or too much
   */
  public Object[] run(LuaTable globals, LuaBudget budget) {
    try {
      return code.run(budget, globals, NO_CELLS, LuaFunction.NOTHING);
    } catch (StackOverflowError tooDeep) {
      throw new LuaException("stack overflow");
    }
  }
}
