package io.quong.plugins.loggly;

import io.quong.lua.LuaField;
import io.quong.plugin.Exchange;
import io.quong.plugin.GatewayPlugin;
import io.quong.plugin.Plugin;
import io.quong.plugin.PluginContext;
import io.quong.plugin.sink.Datagrams;
import io.quong.plugin.sink.Severity;
import io.vertx.core.buffer.Buffer;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;

/** Kong's loggly: syslog datagrams with the account's key, tags and the entry. */
@GatewayPlugin(
    name = "loggly",
    priority = 6,
    protocols = {"grpc", "grpcs", "http", "https", "tcp", "tls", "tls_passthrough", "udp"})
public final class Loggly implements Plugin {
  private static final System.Logger LOG = System.getLogger(Loggly.class.getName());
  private static final int FACILITY_USER = 8;
  private static final String ENTERPRISE = "@41058";

  private final String host;
  private final int port;
  private final String hostName;
  private final String account;
  private final Severity.Choice severities;
  private final Datagrams datagrams;
  private final List<LuaField> customFields;
  private final Clock clock;

  public Loggly(LogglyConfig config, PluginContext context) {
    host = config.host() == null ? "logs-01.loggly.com" : config.host();
    port = config.port() == null ? 514 : config.port();
    hostName = hostName();
    account = account(config.key(), config.tags());
    severities =
        Severity.Choice.of(
            config.logLevel(),
            config.successfulSeverity(),
            config.clientErrorsSeverity(),
            config.serverErrorsSeverity());
    datagrams = context.nodeWide(Datagrams.class, () -> new Datagrams(context.vertx()));
    customFields = LuaField.all(config.customFieldsByLua());
    clock = context.clock();
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException nameless) {
      return "-";
    }
  }

  private static String account(String key, Set<String> tags) {
    StringBuilder account = new StringBuilder("[").append(key).append(ENTERPRISE);
    if (tags != null) {
      tags.forEach(tag -> account.append(" tag=\"").append(tag).append('"'));
    }
    return account.append(']').toString();
  }

  @Override
  public void log(Exchange exchange) {
    // A stream counts as successful, whatever became of it.
    Severity severity = severities.of(exchange.stream() ? 200 : exchange.response().status());
    if (severity == null) {
      return;
    }
    LuaField.apply(customFields, exchange);
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    String line =
        "<"
            + (FACILITY_USER + severity.ordinal())
            + ">1 "
            + now
            + " "
            + hostName
            + " kong - - "
            + account
            + " "
            + exchange.logEntry();
    datagrams
        .send(host, port, Buffer.buffer(line))
        .onFailure(
            error ->
                LOG.log(
                    System.Logger.Level.ERROR,
                    "[loggly] failed to send data to "
                        + host
                        + ":"
                        + port
                        + ": "
                        + error.getMessage()));
  }
}
