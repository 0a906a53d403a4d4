package io.quong.program;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Kong's log levels, as those of the platform's log. */
public final class LogLevel {
  private static final Map<String, Level> LEVELS = new LinkedHashMap<>();

  static {
    LEVELS.put("debug", Level.FINE);
    LEVELS.put("info", Level.INFO);
    LEVELS.put("notice", Level.INFO);
    LEVELS.put("warn", Level.WARNING);
    for (String severe : new String[] {"error", "crit", "alert", "emerg"}) {
      LEVELS.put(severe, Level.SEVERE);
    }
  }

  private LogLevel() {}

  public static boolean known(String level) {
    return LEVELS.containsKey(level);
  }

  /**
   * From now on this level holds for all that has none of its own.
   *
   * @param level one that is known
   */
  public static void apply(String level) {
    Logger.getLogger("").setLevel(LEVELS.get(level));
  }
}
