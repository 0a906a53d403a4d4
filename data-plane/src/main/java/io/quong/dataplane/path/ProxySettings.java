package io.quong.dataplane.path;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.quong.dataplane.error.ErrorBodies;
import io.quong.dataplane.http.RequestHead;
import io.quong.settings.Keys;
import io.quong.settings.PortMap;
import io.quong.settings.Settings;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the request path needs of the settings, worked out once. */
final class ProxySettings {
  /** What {@code Via} and {@code Server} call this gateway. */
  final String software;

  final boolean server;
  final boolean via;
  final boolean proxyLatency;
  final boolean upstreamLatency;
  final boolean responseLatency;
  final boolean upstreamStatus;
  final boolean requestId;
  final boolean requestIdUpstream;
  final String realIpHeader;
  final boolean realIpRecursive;
  final int maxArguments;
  final int maxRequestHeaders;
  final boolean debugHeader;

  /** Whether plugins' times are kept for those that trace. */
  final boolean recordsPlugins;

  /** Null when requests cannot be debugged. */
  final DebugToken debugToken;

  final ErrorBodies errorBodies;
  private final long bodyBuffer;
  private final List<IpSubnetFilterRule> trusted = new ArrayList<>();
  private final Map<Integer, Integer> ports = new HashMap<>();

  ProxySettings(Settings settings, String software) {
    this.software = software;
    server = settings.headerEnabled("server");
    via = settings.headerEnabled("via");
    proxyLatency = settings.headerEnabled("x-kong-proxy-latency");
    upstreamLatency = settings.headerEnabled("x-kong-upstream-latency");
    responseLatency = settings.headerEnabled("x-kong-response-latency");
    upstreamStatus = settings.headerEnabled("x-kong-upstream-status");
    requestId = settings.headerEnabled("x-kong-request-id");
    List<String> up = settings.get(Keys.HEADERS_UPSTREAM);
    requestIdUpstream = !up.isEmpty() && up.get(0).equalsIgnoreCase("x-kong-request-id");
    realIpHeader = settings.get(Keys.REAL_IP_HEADER);
    realIpRecursive = settings.get(Keys.REAL_IP_RECURSIVE);
    maxArguments = settings.get(Keys.LUA_MAX_URI_ARGS);
    maxRequestHeaders = settings.get(Keys.LUA_MAX_REQ_HEADERS);
    debugHeader = settings.get(Keys.ALLOW_DEBUG_HEADER);
    List<String> recorded = settings.get(Keys.TRACING_INSTRUMENTATIONS);
    recordsPlugins =
        recorded.stream()
            .anyMatch(t -> t.equals("all") || t.equals("request") || t.startsWith("plugin_"));
    debugToken = settings.get(Keys.REQUEST_DEBUG) ? DebugToken.of(settings) : null;
    errorBodies = ErrorBodies.of(settings);
    bodyBuffer = settings.get(Keys.CLIENT_BODY_BUFFER_SIZE);
    for (String range : settings.get(Keys.TRUSTED_IPS)) {
      if (!range.equals("unix:")) {
        int slash = range.indexOf('/');
        String ip = slash < 0 ? range : range.substring(0, slash);
        int bits = slash >= 0 ? Integer.parseInt(range.substring(slash + 1)) : full(ip);
        trusted.add(new IpSubnetFilterRule(ip, bits, IpFilterRuleType.ACCEPT));
      }
    }
    for (PortMap map : settings.get(Keys.PORT_MAPS)) {
      ports.put(map.listening(), map.published());
    }
  }

  private static int full(String ip) {
    return ip.indexOf(':') >= 0 ? 128 : 32;
  }

  /** Whether the address is one of {@code trusted_ips}. */
  boolean trusts(InetSocketAddress address) {
    for (IpSubnetFilterRule rule : trusted) {
      if (rule.matches(address)) {
        return true;
      }
    }
    return false;
  }

  /**
   * How much of a request's body is held in memory. nginx makes the buffer as large as the body
   * when that is less than a quarter more.
   */
  long bodyInMemory(RequestHead head) {
    return head.contentLength() < 0 ? bodyBuffer : bodyBuffer + bodyBuffer / 4 - 1;
  }

  /** The port that clients see for one that the node listens on. */
  int published(int port) {
    return ports.isEmpty() ? port : ports.getOrDefault(port, port);
  }
}
