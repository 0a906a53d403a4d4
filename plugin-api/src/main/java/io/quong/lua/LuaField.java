package io.quong.lua;

import io.quong.plugin.Exchange;
import io.quong.plugin.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The {@code custom_fields_by_lua} of a log plugin, compiled. The first result of each source is
 * put into the log entry under its name, in which dots address nested objects; nil takes the field
 * out. Log plugins that run later see the changed entry, as in Kong.
 */
public final class LuaField {
  private static final System.Logger LOG = System.getLogger(LuaField.class.getName());

  private final String name;
  private final LuaScript script;

  private LuaField(String name, LuaScript script) {
    this.name = name;
    this.script = script;
  }

  /** The fields of a configuration, which may be null. */
  public static List<LuaField> all(Map<String, String> sources) {
    List<LuaField> fields = new ArrayList<>();
    if (sources != null) {
      sources.forEach((name, source) -> compile(fields, name, source));
    }
    return List.copyOf(fields);
  }

  /** The Admin API takes no source that does not compile; one from elsewhere is left out. */
  private static void compile(List<LuaField> fields, String name, String source) {
    try {
      fields.add(new LuaField(name, LuaScript.compile(source)));
    } catch (LuaException invalid) {
      LOG.log(
          System.Logger.Level.ERROR, "custom_fields_by_lua " + name + ": " + invalid.getMessage());
    }
  }

  /** Runs the sources and changes the exchange's log entry; a source that fails is only logged. */
  public static void apply(List<LuaField> fields, Exchange exchange) {
    if (fields.isEmpty()) {
      return;
    }
    try (LuaRun run =
        LuaRun.begin(LuaRun.Node.UNKNOWN, exchange, Phase.LOG, new LuaRun.Kept(), null)) {
      applyAll(fields, run.exchange);
    }
  }

  private static void applyAll(List<LuaField> fields, Exchange exchange) {
    for (LuaField field : fields) {
      try {
        Object[] results = field.script.run(LuaSandbox.forFunctions(), new LuaBudget());
        exchange.logField(field.name, results.length > 0 ? LuaJson.of(results[0]) : null);
      } catch (LuaException | LuaBudget.Exhausted | StringLibrary.ArgumentError error) {
        LOG.log(
            System.Logger.Level.ERROR,
            "custom_fields_by_lua " + field.name + ": " + error.getMessage());
      }
    }
  }
}
