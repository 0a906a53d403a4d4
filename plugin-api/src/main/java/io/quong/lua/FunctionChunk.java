package io.quong.lua;

/**
 * One source of a function plugin. It runs at each request; if its first run gives a function, that
 * function runs instead from then on, with what it has kept. Then one request at a time: Kong's
 * workers have a copy each, here all event loops see the same.
 */
final class FunctionChunk {
  private final LuaScript script;

  /** What the first run gave; null before, and when it gave none. */
  private volatile LuaFunction function;

  private volatile boolean plain;

  FunctionChunk(LuaScript script) {
    this.script = script;
  }

  void run() {
    if (plain) {
      script.run(LuaSandbox.forFunctions(), new LuaBudget());
      return;
    }
    synchronized (this) {
      LuaFunction kept = function;
      if (kept != null) {
        call(kept);
      } else if (plain) {
        script.run(LuaSandbox.forFunctions(), new LuaBudget());
      } else {
        first();
      }
    }
  }

  private void first() {
    Object[] results;
    try {
      results = script.run(LuaSandbox.forFunctions(), new LuaBudget());
    } catch (LuaRun.Exit answered) {
      plain = true;
      throw answered;
    }
    if (results.length > 0 && results[0] instanceof LuaFunction given) {
      function = given;
      call(given);
    } else {
      plain = true;
    }
  }

  private static void call(LuaFunction function) {
    try {
      function.call(new LuaBudget());
    } catch (StackOverflowError tooDeep) {
      throw new LuaException("stack overflow");
    }
  }
}
