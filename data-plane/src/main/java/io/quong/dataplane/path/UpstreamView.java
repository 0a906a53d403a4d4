package io.quong.dataplane.path;

import io.netty.buffer.ByteBuf;
import io.quong.dataplane.http.Framing;
import io.quong.entity.Service;
import io.quong.plugin.Headers;
import io.quong.plugin.UpstreamRequest;
import io.quong.plugin.message.Arguments;
import io.quong.uri.PathEscaper;

/** The request as it will go up: the client's until a plugin says otherwise. */
final class UpstreamView implements UpstreamRequest {
  private static final int DEFAULT_RETRIES = 5;
  private static final int DEFAULT_TIMEOUT = 60_000;

  private final HttpExchange exchange;
  private String method;
  private String scheme;
  private String path;
  private String query;
  private boolean querySet;
  private String host;
  private String targetHost;
  private int targetPort;
  private ByteBuf body;
  private int retries = -1;
  private int connectTimeout;
  private int writeTimeout;
  private int readTimeout;

  UpstreamView(HttpExchange exchange) {
    this.exchange = exchange;
  }

  @Override
  public String method() {
    return method != null ? method : exchange.head.method();
  }

  @Override
  public void method(String value) {
    method = value;
  }

  @Override
  public String scheme() {
    Service service = exchange.service();
    return scheme != null ? scheme : service == null ? "http" : service.protocol();
  }

  /** Whether the upstream is a gRPC one: then HTTP/2 is spoken, and the path is never rewritten. */
  boolean grpc() {
    return scheme().startsWith("grpc");
  }

  @Override
  public void scheme(String value) {
    scheme = value;
  }

  @Override
  public String path() {
    if (path == null && exchange.match != null) {
      path = grpc() ? exchange.target.rawPath() : exchange.match.upstreamPath();
    }
    return path;
  }

  @Override
  public void path(String value) {
    if (!value.startsWith("/")) {
      throw new IllegalArgumentException("a path starts with /");
    }
    path = PathEscaper.escape(value);
  }

  @Override
  public String rawQuery() {
    return querySet ? query : exchange.request().rawQuery();
  }

  @Override
  public void rawQuery(String value) {
    query = value;
    querySet = true;
  }

  @Override
  public Arguments arguments() {
    return Arguments.parse(rawQuery(), exchange.loop.settings.maxArguments);
  }

  /** Path and query as they stand in the request line. */
  String target() {
    String behind = rawQuery();
    return behind == null || (querySet && behind.isEmpty()) ? path() : path() + "?" + behind;
  }

  @Override
  public Headers headers() {
    return exchange.seenHeaders();
  }

  @Override
  public String host() {
    return host;
  }

  @Override
  public void host(String value) {
    host = value;
  }

  @Override
  public void target(String toHost, int port) {
    targetHost = toHost;
    targetPort = port;
  }

  String targetHost() {
    return targetHost;
  }

  int targetPort() {
    return targetPort;
  }

  @Override
  public ByteBuf body() {
    return body != null ? body : exchange.body.whole();
  }

  @Override
  public void body(ByteBuf value) {
    if (body != null) {
      body.release();
    }
    body = value;
  }

  /** What a plugin set, or null. */
  ByteBuf ownBody() {
    return body;
  }

  /** Bytes of the body that goes up; -1 when they come as they come and nobody said how many. */
  long bodyLength() {
    if (body != null) {
      return body.readableBytes();
    }
    RequestBody client = exchange.body;
    if (client.spool() != null) {
      return client.spool().size();
    }
    ByteBuf whole = client.whole();
    return whole != null ? whole.readableBytes() : exchange.head.contentLength();
  }

  /** Whether an empty body is told of by a length of 0: when the client did so, or a plugin. */
  boolean tellsEmptyBody() {
    return body != null
        || exchange.head.contentLength() == 0
        || exchange.head.framing() != Framing.NONE;
  }

  @Override
  public void retries(int value) {
    retries = value;
  }

  int retries() {
    if (retries >= 0) {
      return retries;
    }
    return retries(exchange.service());
  }

  static int retries(Service service) {
    return service.retries() == null ? DEFAULT_RETRIES : service.retries();
  }

  @Override
  public void timeouts(int connect, int write, int read) {
    connectTimeout = connect;
    writeTimeout = write;
    readTimeout = read;
  }

  int connectTimeout() {
    return connectTimeout > 0 ? connectTimeout : connectTimeout(exchange.service());
  }

  static int connectTimeout(Service service) {
    return millis(service.connectTimeout());
  }

  int writeTimeout() {
    return writeTimeout > 0 ? writeTimeout : writeTimeout(exchange.service());
  }

  static int writeTimeout(Service service) {
    return millis(service.writeTimeout());
  }

  int readTimeout() {
    return readTimeout > 0 ? readTimeout : readTimeout(exchange.service());
  }

  static int readTimeout(Service service) {
    return millis(service.readTimeout());
  }

  private static int millis(Integer configured) {
    return configured == null ? DEFAULT_TIMEOUT : configured;
  }

  void release() {
    if (body != null) {
      body.release();
      body = null;
    }
  }
}
