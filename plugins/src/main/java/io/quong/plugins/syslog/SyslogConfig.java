package io.quong.plugins.syslog;

import io.quong.plugin.rule.LuaSource;
import io.quong.schema.rule.Check;
import io.quong.schema.rule.Default;
import io.quong.schema.rule.Length;
import io.quong.schema.rule.OneOf;
import io.quong.schema.rule.Required;
import java.util.Map;

/** The configuration of syslog. */
public record SyslogConfig(
    @Required
        @Default("\"info\"")
        @OneOf({"debug", "info", "notice", "warning", "err", "crit", "alert", "emerg"})
        String logLevel,
    @Required
        @Default("\"info\"")
        @OneOf({"debug", "info", "notice", "warning", "err", "crit", "alert", "emerg"})
        String successfulSeverity,
    @Required
        @Default("\"info\"")
        @OneOf({"debug", "info", "notice", "warning", "err", "crit", "alert", "emerg"})
        String clientErrorsSeverity,
    @Required
        @Default("\"info\"")
        @OneOf({"debug", "info", "notice", "warning", "err", "crit", "alert", "emerg"})
        String serverErrorsSeverity,
    Map<@Length(min = 1) String, @Length(min = 1) @Check(LuaSource.class) String> customFieldsByLua,
    @Required
        @Default("\"user\"")
        @OneOf({
          "auth",
          "authpriv",
          "cron",
          "daemon",
          "ftp",
          "kern",
          "lpr",
          "mail",
          "news",
          "syslog",
          "user",
          "uucp",
          "local0",
          "local1",
          "local2",
          "local3",
          "local4",
          "local5",
          "local6",
          "local7"
        })
        String facility) {}
