package io.quong.plugins.loggly;

import io.quong.plugin.rule.LuaSource;
import io.quong.schema.check.Host;
import io.quong.schema.rule.Between;
import io.quong.schema.rule.Check;
import io.quong.schema.rule.Default;
import io.quong.schema.rule.Encrypted;
import io.quong.schema.rule.Length;
import io.quong.schema.rule.OneOf;
import io.quong.schema.rule.Referenceable;
import io.quong.schema.rule.Required;
import java.util.Map;
import java.util.Set;

/** The configuration of loggly. */
public record LogglyConfig(
    @Default("\"logs-01.loggly.com\"") @Check(Host.class) String host,
    @Default("514") @Between(min = 0, max = 65535) Integer port,
    @Required @Referenceable @Encrypted String key,
    @Default("[\"kong\"]") Set<String> tags,
    @Default("\"info\"")
        @OneOf({"debug", "info", "notice", "warning", "err", "crit", "alert", "emerg"})
        String logLevel,
    @Default("\"info\"")
        @OneOf({"debug", "info", "notice", "warning", "err", "crit", "alert", "emerg"})
        String successfulSeverity,
    @Default("\"info\"")
        @OneOf({"debug", "info", "notice", "warning", "err", "crit", "alert", "emerg"})
        String clientErrorsSeverity,
    @Default("\"info\"")
        @OneOf({"debug", "info", "notice", "warning", "err", "crit", "alert", "emerg"})
        String serverErrorsSeverity,
    @Default("10000") Double timeout,
    Map<@Length(min = 1) String, @Length(min = 1) @Check(LuaSource.class) String>
        customFieldsByLua) {
  /** Without its values: some are secret. */
  @Override
  public String toString() {
    return "LogglyConfig";
  }
}
