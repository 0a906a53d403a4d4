package io.quong.dataplane.router;

import io.quong.dataplane.http.HeaderBlock;
import io.quong.plugin.message.Arguments;
import java.util.Locale;

/** What expressions ask of a request; worked out when the first one asks, and then kept. */
final class RequestFacts {
  final MatchInput request;
  final String pathText;
  final int headerLimit;
  private final RequestHost host;

  /** {@code net.protocol}. */
  final String protocol;

  private Arguments arguments;
  private int[] slashes;

  /**
   * @param pathText the path as Unicode
   * @param host null when it does not count
   */
  RequestFacts(MatchInput request, String pathText, RequestHost host, int headerLimit) {
    this.request = request;
    this.pathText = pathText;
    this.host = host;
    this.protocol = request.tls() ? "https" : "http";
    this.headerLimit = headerLimit;
  }

  private RequestFacts(StreamInput stream) {
    this.request =
        new MatchInput(
            "",
            null,
            stream.port(),
            "",
            new HeaderBlock(),
            stream.kind() == StreamKind.TLS,
            stream.serverName(),
            null,
            new StreamPeers(stream));
    this.pathText = "";
    this.host = null;
    this.protocol = stream.kind().name().toLowerCase(Locale.ROOT);
    this.headerLimit = 0;
  }

  /** Of a stream, which has addresses and perhaps a server name alone. */
  static RequestFacts of(StreamInput stream) {
    return new RequestFacts(stream);
  }

  private record StreamPeers(StreamInput stream) implements Peers {
    @Override
    public byte[] sourceAddress() {
      return stream.source().getAddress().getAddress();
    }

    @Override
    public int sourcePort() {
      return stream.source().getPort();
    }

    @Override
    public byte[] destinationAddress() {
      return stream.destination().getAddress().getAddress();
    }
  }

  HeaderBlock headers() {
    return request.headers();
  }

  /** As sent, without the port; null without a Host header. */
  String host() {
    return host == null ? null : request.host().substring(0, host.name().length());
  }

  /** The Host header's port, else the listener's. */
  int port() {
    return host == null ? request.port() : host.port();
  }

  Arguments arguments() {
    if (arguments == null) {
      arguments = Arguments.parse(request.query(), Arguments.DEFAULT_LIMIT);
    }
    return arguments;
  }

  /** How many segments the path has; empty ones at its end don't count. */
  int segments() {
    int[] ends = slashes();
    int count = ends.length - 1;
    while (count > 0 && ends[count] - ends[count - 1] == 1) {
      count--;
    }
    return count;
  }

  /** Segments joined by slashes; null when there are not so many. */
  String segments(int first, int last) {
    return last >= segments()
        ? null
        : request.path().substring(slashes()[first] + 1, slashes()[last + 1]);
  }

  /** Where each segment begins and ends: at slashes, the path's end being the last. */
  private int[] slashes() {
    if (slashes == null) {
      String path = request.path();
      int count = 1;
      for (int i = 0; i < path.length(); i++) {
        count += path.charAt(i) == '/' ? 1 : 0;
      }
      int[] places = new int[count];
      int at = 0;
      for (int i = 0; i < path.length(); i++) {
        if (path.charAt(i) == '/') {
          places[at++] = i;
        }
      }
      places[at] = path.length();
      slashes = places;
    }
    return slashes;
  }

  /** Byte text in lower case, as Unicode has it; null when it is no UTF-8. */
  static String lower(String bytes) {
    String text = ByteText.decode(bytes);
    return text == null ? null : ByteText.encode(text.toLowerCase(Locale.ROOT));
  }
}
