package io.quong.lua;

import static io.quong.lua.Kit.REQUEST;
import static io.quong.lua.Kit.put;
import static io.quong.lua.Kit.text;

import io.quong.plugin.Exchange.LogMode;
import io.quong.plugin.Phase;
import io.quong.plugin.message.ByteText;
import java.util.Map;
import java.util.Set;

/** {@code kong.log}: a table that is a function, too. */
final class KongLog extends ReadOnlyTable implements LuaFunction {
  private static final System.Logger LOG = System.getLogger("kong.log");
  private static final int MOST = 4096;
  private static final Map<String, System.Logger.Level> LEVELS =
      Map.of(
          "emerg", System.Logger.Level.ERROR,
          "alert", System.Logger.Level.ERROR,
          "crit", System.Logger.Level.ERROR,
          "err", System.Logger.Level.ERROR,
          "warn", System.Logger.Level.WARNING,
          "notice", System.Logger.Level.INFO,
          "info", System.Logger.Level.INFO,
          "debug", System.Logger.Level.DEBUG);

  static LuaTable make() {
    KongLog table = new KongLog();
    LEVELS.forEach((name, level) -> put(table, name, Kit.ANY, (run, a) -> log(level, run, a)));
    put(table, "inspect", Kit.ANY, (run, a) -> log(System.Logger.Level.DEBUG, run, a));
    put(table, "set_serialize_value", REQUEST, KongLog::serializeValue);
    put(table, "serialize", Set.of(Phase.LOG), (run, a) -> LuaJson.lua(run.exchange.logEntry()));
    return table.close();
  }

  @Override
  public Object[] call(LuaBudget budget, Object... arguments) {
    budget.steps(10);
    log(System.Logger.Level.INFO, LuaRun.current(), arguments);
    return NOTHING;
  }

  static Object log(System.Logger.Level level, LuaRun run, Object... arguments) {
    if (LOG.isLoggable(level)) {
      StringBuilder line = new StringBuilder();
      for (Object argument : arguments) {
        line.append(Values.text(argument));
      }
      line.setLength(Math.min(line.length(), MOST));
      if (run.exchange != null) {
        line.append(", request_id: ").append(run.exchange.requestId());
      }
      LOG.log(level, ByteText.unicode(line.toString()));
    }
    return null;
  }

  private static Object serializeValue(LuaRun run, Object... a) {
    String key = text(a, 0, "key");
    LogMode mode = LogMode.SET;
    if (Kit.argument(a, 2) instanceof LuaTable options
        && options.get("mode") instanceof String name) {
      mode =
          switch (name) {
            case "set" -> LogMode.SET;
            case "add" -> LogMode.ADD;
            case "replace" -> LogMode.REPLACE;
            default -> throw new LuaException("mode must be set, add or replace");
          };
    }
    run.exchange.logField(ByteText.unicode(key), LuaJson.of(Kit.argument(a, 1)), mode);
    return null;
  }
}
