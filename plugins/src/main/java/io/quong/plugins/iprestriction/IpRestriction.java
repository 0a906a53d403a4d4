package io.quong.plugins.iprestriction;

import io.netty.util.NetUtil;
import io.quong.plugin.Answer;
import io.quong.plugin.Exchange;
import io.quong.plugin.GatewayPlugin;
import io.quong.plugin.Plugin;
import io.quong.plugin.PluginContext;
import io.quong.plugin.Step;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Kong's ip-restriction: {@code deny} is looked at first, then {@code allow}. */
@GatewayPlugin(
    name = "ip-restriction",
    priority = 990,
    protocols = {"grpc", "grpcs", "http", "https", "tcp", "tls", "tls_passthrough", "udp"},
    defaultProtocols = {"http", "https", "tcp", "tls", "grpc", "grpcs"})
public final class IpRestriction implements Plugin {
  private static final Step UNKNOWN_ADDRESS =
      Step.respond(
          Answer.error(
              403,
              "Cannot identify the client IP address, unix domain sockets are not supported."));

  private final AddressRanges allow;
  private final AddressRanges deny;
  private final int status;
  private final String message;

  public IpRestriction(IpRestrictionConfig config, PluginContext context) {
    this.allow = new AddressRanges(config.allow());
    this.deny = new AddressRanges(config.deny());
    this.status = config.status() == null ? 403 : config.status().intValue();
    this.message = config.message();
  }

  @Override
  public Step preread(Exchange exchange) {
    return access(exchange);
  }

  @Override
  public Step access(Exchange exchange) {
    String ip = exchange.client().forwardedIp();
    InetAddress parsed = NetUtil.createInetAddressFromIpAddressString(ip);
    if (parsed == null) {
      return UNKNOWN_ADDRESS;
    }
    InetSocketAddress address = new InetSocketAddress(parsed, 0);
    if (deny.contain(address) || (!allow.isEmpty() && !allow.contain(address))) {
      return Step.respond(
          Answer.error(status, message == null ? "IP address not allowed: " + ip : message));
    }
    return Step.NEXT;
  }
}
