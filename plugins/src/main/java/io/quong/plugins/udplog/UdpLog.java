package io.quong.plugins.udplog;

import io.quong.lua.LuaField;
import io.quong.plugin.Exchange;
import io.quong.plugin.GatewayPlugin;
import io.quong.plugin.Plugin;
import io.quong.plugin.PluginContext;
import io.quong.plugin.sink.Datagrams;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/** Kong's udp-log: one datagram of JSON for each request; what fails is only logged. */
@GatewayPlugin(
    name = "udp-log",
    priority = 8,
    protocols = {"grpc", "grpcs", "http", "https", "tcp", "tls", "tls_passthrough", "udp"})
public final class UdpLog implements Plugin {
  private static final System.Logger LOG = System.getLogger(UdpLog.class.getName());

  private final String host;
  private final int port;
  private final Datagrams datagrams;
  private final List<LuaField> customFields;

  public UdpLog(UdpLogConfig config, PluginContext context) {
    host = config.host();
    port = config.port();
    datagrams = context.nodeWide(Datagrams.class, () -> new Datagrams(context.vertx()));
    customFields = LuaField.all(config.customFieldsByLua());
  }

  @Override
  public void log(Exchange exchange) {
    LuaField.apply(customFields, exchange);
    datagrams
        .send(host, port, Buffer.buffer(exchange.logEntry().toString()))
        .onFailure(
            error ->
                LOG.log(
                    System.Logger.Level.ERROR,
                    "[udp-log] could not send data to "
                        + host
                        + ":"
                        + port
                        + ": "
                        + error.getMessage()));
  }
}
