package io.quong.dataplane.explain;

import io.netty.util.NetUtil;
import io.quong.dataplane.explain.Question.Unclear;
import io.quong.dataplane.router.StreamInput;
import io.quong.dataplane.router.StreamKind;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The stream that is asked about: {@code {"scheme", "port", "sni", "source", "source_port",
 * "destination", "consumer"}}; scheme and port are needed.
 *
 * @param serverName of the client hello, or null
 */
record AskedStream(StreamKind kind, AskedRequest.Ends ends, int port, String serverName) {
  static final List<String> SCHEMES = List.of("tcp", "tls", "udp");

  private static final Set<String> FIELDS =
      Set.of("scheme", "port", "sni", "source", "source_port", "destination");

  static AskedStream of(Question asked, String scheme) throws Unclear {
    asked.only(FIELDS);
    if (!asked.has("port")) {
      throw new Unclear("port: required for a stream");
    }
    String sni = asked.text("sni", null);
    if (sni != null && !scheme.equals("tls")) {
      throw new Unclear("sni: only TLS has one");
    }
    return new AskedStream(
        StreamKind.valueOf(scheme.toUpperCase(Locale.ROOT)),
        AskedRequest.Ends.of(asked),
        asked.port("port", 0),
        sni);
  }

  StreamInput input() {
    return new StreamInput(
        kind,
        address(ends.source(), ends.sourcePort()),
        address(ends.destination(), port),
        port,
        serverName);
  }

  private static InetSocketAddress address(String ip, int port) {
    return new InetSocketAddress(NetUtil.createInetAddressFromIpAddressString(ip), port);
  }

  String scheme() {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
