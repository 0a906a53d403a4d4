package io.quong.dataplane.explain;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.util.NetUtil;
import io.quong.dataplane.explain.Question.Unclear;
import io.quong.dataplane.http.HeaderBlock;
import io.quong.dataplane.path.RequestTrace;
import io.quong.dataplane.path.SecretNames;
import io.quong.dataplane.router.MatchInput;
import io.quong.dataplane.router.Peers;
import io.quong.dataplane.router.Target;
import io.quong.plugin.message.ByteText;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The request that is asked about: {@code {"method", "host", "path", "headers", "scheme",
 * "http_version", "port", "sni", "source", "source_port", "destination", "consumer"}}, of which all
 * may be left out.
 *
 * @param scheme {@code http}, {@code https}, {@code grpc} or {@code grpcs}
 * @param http2 whether it comes by HTTP/2, as a gRPC one does unless it says otherwise
 * @param port the listener's, after {@code port_maps}
 * @param source the client's address
 * @param consumer id, username or custom id; null for none
 */
record AskedRequest(
    String method,
    String host,
    Target target,
    HeaderBlock headers,
    String scheme,
    boolean http2,
    int port,
    String sni,
    Ends ends,
    String consumer)
    implements Peers {
  static final List<String> SCHEMES = List.of("http", "https", "grpc", "grpcs");

  private static final Set<String> FIELDS =
      Set.of(
          "method",
          "host",
          "path",
          "headers",
          "scheme",
          "http_version",
          "port",
          "sni",
          "source",
          "source_port",
          "destination",
          "consumer");
  private static final String LOOPBACK = "127.0.0.1";
  private static final int SOME_CLIENT_PORT = 50_000;

  /** The ends of the connection; the destination's port is the request's. */
  record Ends(String source, int sourcePort, String destination) {
    static Ends of(Question asked) throws Unclear {
      return new Ends(
          asked.address("source", LOOPBACK),
          asked.port("source_port", SOME_CLIENT_PORT),
          asked.address("destination", LOOPBACK));
    }
  }

  static AskedRequest of(Question asked) throws Unclear {
    asked.only(FIELDS);
    String path = ByteText.of(asked.text("path", "/"));
    Target target = Target.parse(path);
    if (target == null) {
      throw new Unclear("path: not one that a request may have");
    }
    String sni = asked.text("sni", null);
    String scheme = asked.oneOf("scheme", SCHEMES, sni == null ? "http" : "https");
    boolean grpc = scheme.startsWith("grpc");
    String version = asked.oneOf("http_version", List.of("1.0", "1.1", "2"), grpc ? "2" : "1.1");
    HeaderBlock headers = headers(asked.object("headers"));
    String host = asked.text("host", null);
    if (host != null) {
      headers.set("Host", host);
    }
    if (grpc && !headers.contains("content-type")) {
      headers.set("content-type", "application/grpc");
    }
    return new AskedRequest(
        asked.text("method", grpc ? "POST" : "GET"),
        host == null ? headers.get("Host") : host,
        target,
        headers,
        scheme,
        version.equals("2"),
        asked.port("port", scheme.endsWith("s") ? 8443 : 8000),
        sni,
        Ends.of(asked),
        asked.text("consumer", null));
  }

  /** One that has been. */
  static AskedRequest of(RequestTrace trace) {
    return new AskedRequest(
        trace.method(),
        trace.headers().get("Host"),
        trace.target(),
        trace.headers(),
        trace.tls() ? "https" : "http",
        trace.http2(),
        trace.port(),
        trace.serverName(),
        new Ends(trace.sourceAddress(), trace.sourcePort(), trace.destinationAddress()),
        trace.consumerId());
  }

  private static HeaderBlock headers(JsonNode given) throws Unclear {
    HeaderBlock headers = new HeaderBlock();
    for (Map.Entry<String, JsonNode> header : given.properties()) {
      JsonNode value = header.getValue();
      for (JsonNode each : value.isArray() ? value : List.of(value)) {
        if (!each.isTextual()) {
          throw new Unclear("headers." + header.getKey() + ": expected strings");
        }
        headers.add(header.getKey(), ByteText.of(each.textValue()));
      }
    }
    return headers;
  }

  /** The query with the values of secret arguments hidden; null for none. */
  String shownQuery() {
    return SecretNames.hideIn(target.rawQuery());
  }

  boolean tls() {
    return scheme.endsWith("s");
  }

  MatchInput matchInput() {
    return new MatchInput(
        method, host, port, target.path(), headers, tls(), sni, target.rawQuery(), this);
  }

  @Override
  public byte[] sourceAddress() {
    return NetUtil.createByteArrayFromIpAddressString(ends.source());
  }

  @Override
  public int sourcePort() {
    return ends.sourcePort();
  }

  @Override
  public byte[] destinationAddress() {
    return NetUtil.createByteArrayFromIpAddressString(ends.destination());
  }
}
