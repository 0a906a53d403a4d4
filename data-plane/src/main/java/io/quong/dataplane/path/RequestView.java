package io.quong.dataplane.path;

import io.netty.buffer.ByteBuf;
import io.quong.dataplane.http.RequestHead;
import io.quong.dataplane.router.Match;
import io.quong.dataplane.router.Target;
import io.quong.plugin.ClientRequest;
import io.quong.plugin.Headers;
import io.quong.plugin.message.Arguments;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The request as the client sent it; decoded when somebody asks. */
final class RequestView implements ClientRequest {
  private final HttpExchange exchange;
  private Map<String, List<String>> query;

  RequestView(HttpExchange exchange) {
    this.exchange = exchange;
  }

  private RequestHead head() {
    return exchange.head;
  }

  @Override
  public String method() {
    return head().method();
  }

  @Override
  public String scheme() {
    return exchange.connection.tls() == null ? "http" : "https";
  }

  @Override
  public String httpVersion() {
    return head().version().number();
  }

  @Override
  public String host() {
    return Forwarded.host(head());
  }

  @Override
  public int port() {
    return exchange.loop.settings.published(exchange.connection.local().getPort());
  }

  @Override
  public String rawPath() {
    Target target = exchange.target;
    return target == null ? head().target() : target.rawPath();
  }

  @Override
  public String path() {
    Target target = exchange.target;
    return target == null ? head().target() : target.path();
  }

  @Override
  public String rawQuery() {
    Target target = exchange.target;
    return target == null ? null : target.rawQuery();
  }

  @Override
  public Map<String, List<String>> query() {
    if (query == null) {
      Map<String, List<String>> decoded = new LinkedHashMap<>();
      Arguments arguments = Arguments.parse(rawQuery(), exchange.loop.settings.maxArguments);
      for (String name : arguments.names()) {
        List<String> values = new ArrayList<>();
        for (String value : arguments.all(name)) {
          values.add(present(value) ? null : value);
        }
        decoded.put(name, values);
      }
      query = decoded;
    }
    return query;
  }

  @SuppressWarnings("ReferenceEquality") // PRESENT is told from a text "true" by identity
  private static boolean present(String value) {
    return value == Arguments.PRESENT;
  }

  @Override
  public Headers headers() {
    return exchange.seenHeaders();
  }

  @Override
  public ByteBuf body() {
    return exchange.body.whole();
  }

  @Override
  public Future<Boolean> bodyWithin(long max) {
    return exchange.bodyReads.within(max);
  }

  @Override
  public Future<ByteBuf> readBody(int max) {
    return exchange.bodyReads.read(max);
  }

  @Override
  public String serverAddress() {
    return Forwarded.text(exchange.connection.local());
  }

  @Override
  public String forwardedScheme() {
    return exchange.forwarded.proto();
  }

  @Override
  public String forwardedHost() {
    return exchange.forwarded.host();
  }

  @Override
  public int forwardedPort() {
    return exchange.forwarded.port();
  }

  @Override
  public String forwardedPath() {
    return exchange.forwarded.path();
  }

  @Override
  public Map<String, String> captures() {
    Match match = exchange.match;
    return match == null ? Map.of() : match.captures();
  }
}
