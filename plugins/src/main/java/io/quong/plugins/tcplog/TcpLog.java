package io.quong.plugins.tcplog;

import io.quong.lua.LuaField;
import io.quong.plugin.Exchange;
import io.quong.plugin.GatewayPlugin;
import io.quong.plugin.Plugin;
import io.quong.plugin.PluginContext;
import io.quong.plugin.sink.Lines;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/** Kong's tcp-log: one line of JSON for each request, without retry. */
@GatewayPlugin(
    name = "tcp-log",
    priority = 7,
    protocols = {"grpc", "grpcs", "http", "https", "tcp", "tls", "tls_passthrough", "udp"})
public final class TcpLog implements Plugin {
  private static final System.Logger LOG = System.getLogger(TcpLog.class.getName());
  private static final double DEFAULT_TIMEOUT = 10_000;
  private static final double DEFAULT_KEEPALIVE = 60_000;

  private final Lines lines;
  private final List<LuaField> customFields;

  public TcpLog(TcpLogConfig config, PluginContext context) {
    lines =
        context
            .nodeWide(Lines.Pools.class, () -> new Lines.Pools(context.vertx()))
            .to(
                new Lines.Target(
                    config.host(),
                    config.port(),
                    Boolean.TRUE.equals(config.tls()),
                    config.tlsSni(),
                    millis(config.timeout(), DEFAULT_TIMEOUT),
                    millis(config.keepalive(), DEFAULT_KEEPALIVE)));
    customFields = LuaField.all(config.customFieldsByLua());
  }

  private static long millis(Double configured, double absent) {
    return Math.round(configured == null ? absent : configured);
  }

  @Override
  public void log(Exchange exchange) {
    LuaField.apply(customFields, exchange);
    lines
        .send(Buffer.buffer(exchange.logEntry().toString()).appendByte((byte) '\n'))
        .onFailure(error -> LOG.log(System.Logger.Level.ERROR, "[tcp-log] " + error.getMessage()));
  }
}
