package io.quong.dataplane.explain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.util.NetUtil;
import io.quong.dataplane.http.HeaderBlock;
import io.quong.dataplane.router.MatchInput;
import io.quong.dataplane.router.Peers;
import io.quong.dataplane.router.Target;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/**
 * The request that is asked about: {@code {"method", "host", "path", "headers", "scheme", "port",
 * "sni", "source", "consumer"}}, of which all may be left out.
 *
 * @param scheme {@code http} or {@code https}
 * @param consumer id, username or custom id; null for none
 */
record AskedRequest(
    String method,
    String host,
    Target target,
    HeaderBlock headers,
    String scheme,
    int port,
    String sni,
    String source,
    String consumer)
    implements Peers {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> FIELDS =
      Set.of("method", "host", "path", "headers", "scheme", "port", "sni", "source", "consumer");
  private static final int HIGHEST_PORT = 65_535;

  /** What is wrong with a question, with the name of the field. */
  static final class Unclear extends Exception {
    private static final long serialVersionUID = 1L;

    Unclear(String message) {
      super(message);
    }
  }

  static AskedRequest parse(String body) throws Unclear {
    JsonNode asked;
    try {
      asked = JSON.readTree(body);
    } catch (JsonProcessingException broken) {
      throw new Unclear("the body is no JSON");
    }
    if (!asked.isObject()) {
      throw new Unclear("the body is no JSON object");
    }
    for (Iterator<String> names = asked.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!FIELDS.contains(name)) {
        throw new Unclear(name + ": unknown field");
      }
    }
    String path = text(asked, "path", "/");
    Target target = Target.parse(path);
    if (target == null) {
      throw new Unclear("path: not one that a request may have: " + path);
    }
    String sni = text(asked, "sni", null);
    String scheme = text(asked, "scheme", sni == null ? "http" : "https");
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new Unclear("scheme: expected http or https");
    }
    String source = text(asked, "source", "127.0.0.1");
    if (NetUtil.createInetAddressFromIpAddressString(source) == null) {
      throw new Unclear("source: expected an IP address");
    }
    String host = text(asked, "host", null);
    HeaderBlock headers = headers(asked.path("headers"));
    if (host != null) {
      headers.set("Host", host);
    }
    return new AskedRequest(
        text(asked, "method", "GET"),
        host == null ? headers.get("Host") : host,
        target,
        headers,
        scheme,
        port(asked.path("port"), scheme),
        sni,
        source,
        text(asked, "consumer", null));
  }

  private static String text(JsonNode asked, String name, String otherwise) throws Unclear {
    JsonNode value = asked.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return otherwise;
    }
    if (!value.isTextual()) {
      throw new Unclear(name + ": expected a string");
    }
    return value.textValue();
  }

  private static int port(JsonNode value, String scheme) throws Unclear {
    if (value.isMissingNode() || value.isNull()) {
      return scheme.equals("https") ? 8443 : 8000;
    }
    if (!value.isInt() || value.intValue() < 1 || value.intValue() > HIGHEST_PORT) {
      throw new Unclear("port: expected an integer between 1 and 65535");
    }
    return value.intValue();
  }

  private static HeaderBlock headers(JsonNode given) throws Unclear {
    HeaderBlock headers = new HeaderBlock();
    if (given.isMissingNode() || given.isNull()) {
      return headers;
    }
    if (!given.isObject()) {
      throw new Unclear("headers: expected an object");
    }
    for (Map.Entry<String, JsonNode> header : given.properties()) {
      for (JsonNode value : header.getValue().isArray() ? header.getValue() : one(header)) {
        if (!value.isTextual()) {
          throw new Unclear("headers." + header.getKey() + ": expected strings");
        }
        headers.add(header.getKey(), value.textValue());
      }
    }
    return headers;
  }

  private static Iterable<JsonNode> one(Map.Entry<String, JsonNode> header) {
    return java.util.List.of(header.getValue());
  }

  boolean tls() {
    return scheme.equals("https");
  }

  MatchInput matchInput() {
    return new MatchInput(
        method, host, port, target.path(), headers, tls(), sni, target.rawQuery(), this);
  }

  @Override
  public byte[] sourceAddress() {
    return NetUtil.createByteArrayFromIpAddressString(source);
  }

  /** Not asked for: a route that wants a certain port does not fit. */
  @Override
  public int sourcePort() {
    return 0;
  }

  /** Not asked for: a route that wants a certain address does not fit. */
  @Override
  public byte[] destinationAddress() {
    return null;
  }
}
