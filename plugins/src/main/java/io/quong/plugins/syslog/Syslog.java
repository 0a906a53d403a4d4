package io.quong.plugins.syslog;

import io.quong.lua.LuaField;
import io.quong.plugin.Exchange;
import io.quong.plugin.GatewayPlugin;
import io.quong.plugin.Plugin;
import io.quong.plugin.PluginContext;
import io.quong.plugin.sink.Severity;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Kong's syslog: the entry of each request in the log of this machine, under the name kong. */
@GatewayPlugin(
    name = "syslog",
    priority = 4,
    protocols = {"grpc", "grpcs", "http", "https", "tcp", "tls", "tls_passthrough", "udp"})
public final class Syslog implements Plugin {
  /** The numbers of syslog(3). */
  private static final List<String> FACILITIES =
      List.of(
          "kern",
          "user",
          "mail",
          "daemon",
          "auth",
          "syslog",
          "lpr",
          "news",
          "uucp",
          "cron",
          "authpriv",
          "ftp",
          "",
          "",
          "",
          "",
          "local0",
          "local1",
          "local2",
          "local3",
          "local4",
          "local5",
          "local6",
          "local7");

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss", Locale.ROOT);

  private final SystemLog log;
  private final int facility;
  private final Severity.Choice severities;
  private final List<LuaField> customFields;
  private final PluginContext context;

  public Syslog(SyslogConfig config, PluginContext context) {
    this(config, context, SystemLog.PATH);
  }

  Syslog(SyslogConfig config, PluginContext context, String socket) {
    this.context = context;
    log = context.nodeWide(SystemLog.class, () -> new SystemLog(socket));
    facility = FACILITIES.indexOf(config.facility() == null ? "user" : config.facility());
    severities =
        Severity.Choice.of(
            config.logLevel(),
            config.successfulSeverity(),
            config.clientErrorsSeverity(),
            config.serverErrorsSeverity());
    customFields = LuaField.all(config.customFieldsByLua());
  }

  @Override
  public void log(Exchange exchange) {
    // A stream counts as successful, whatever became of it.
    Severity severity = severities.of(exchange.stream() ? 200 : exchange.response().status());
    if (severity == null) {
      return;
    }
    LuaField.apply(customFields, exchange);
    log.send(
        "<"
            + (facility * 8 + severity.ordinal())
            + ">"
            + TIME.format(context.clock().instant().atZone(ZoneId.systemDefault()))
            + " kong: "
            + exchange.logEntry());
  }
}
