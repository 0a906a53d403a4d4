package io.quong.dataplane.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.dataplane.listen.ConnectionCount;
import io.quong.dataplane.listen.ConnectionInfo;
import io.quong.dataplane.log.LoggedStream;
import io.quong.dataplane.path.ChainRun;
import io.quong.dataplane.path.CommonExchange;
import io.quong.dataplane.path.Forwarded;
import io.quong.dataplane.path.StreamLoop;
import io.quong.dataplane.router.StreamInput;
import io.quong.dataplane.router.StreamKind;
import io.quong.dataplane.router.StreamMatch;
import io.quong.dataplane.runtime.Runtime;
import io.quong.entity.Consumer;
import io.quong.entity.Route;
import io.quong.entity.Service;
import io.quong.plugin.Client;
import io.quong.plugin.ClientRequest;
import io.quong.plugin.ClientResponse;
import io.quong.plugin.Passport;
import io.quong.plugin.UpstreamRequest;
import io.quong.plugin.UpstreamResponse;
import io.vertx.core.Context;
import java.net.InetSocketAddress;

/** The one mutable object of a stream, owned by its loop. */
final class StreamExchange extends CommonExchange implements Client, LoggedStream {
  /** How a stream ended, as nginx counts it. */
  static final int DONE = 200;

  static final int REFUSED = 500;
  static final int BAD_UPSTREAM = 502;
  static final int UNAVAILABLE = 503;

  final StreamLoop loop;
  final StreamKind kind;
  ConnectionInfo connection;
  StreamMatch match;
  int status = DONE;
  long fromClient;
  long fromUpstream;
  private final InetSocketAddress source;
  private final long number = ConnectionCount.another();

  StreamExchange(StreamLoop loop, StreamKind kind, ConnectionInfo connection, String requestId) {
    super(loop.runtime().acquire(), requestId);
    this.loop = loop;
    this.kind = kind;
    this.connection = connection;
    boolean named = connection.proxied() != null && loop.trusts().test(connection.peer());
    this.source = named ? connection.proxied() : connection.peer();
  }

  ChainRun run() {
    return run;
  }

  /** No plugin hears of it. */
  void withoutPlugins() {
    run = ChainRun.NONE;
  }

  /** The stream is over. */
  void release() {
    lease.release();
  }

  Runtime runtime() {
    return lease.runtime();
  }

  /** Looks for the route; whether there is one. */
  boolean route(String serverName) {
    InetSocketAddress local = connection.local();
    int port = loop.published().applyAsInt(local.getPort());
    match = runtime().streamRouter().match(new StreamInput(kind, source, local, port, serverName));
    run =
        match == null
            ? ChainRun.global(runtime().globalStreamChain())
            : new ChainRun(runtime().streamChain(match.route()));
    passport.mark(Passport.State.ROUTED);
    return match != null;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public boolean udp() {
    return kind == StreamKind.UDP;
  }

  @Override
  public long received() {
    return fromClient;
  }

  @Override
  public long sent() {
    return fromUpstream;
  }

  @Override
  public InetSocketAddress local() {
    return connection.local();
  }

  @Override
  public boolean stream() {
    return true;
  }

  private static IllegalStateException noHttp() {
    return new IllegalStateException("a stream has no HTTP request");
  }

  @Override
  public ClientRequest request() {
    throw noHttp();
  }

  @Override
  public UpstreamRequest upstream() {
    throw noHttp();
  }

  @Override
  public UpstreamResponse upstreamResponse() {
    throw noHttp();
  }

  @Override
  public ClientResponse response() {
    throw noHttp();
  }

  @Override
  public Client client() {
    return this;
  }

  @Override
  public Route route() {
    return match == null ? null : match.route();
  }

  @Override
  public Service service() {
    return match == null ? null : match.service();
  }

  @Override
  public Consumer consumer() {
    return null;
  }

  @Override
  public Credential credential() {
    return null;
  }

  @Override
  public void authenticate(Consumer who, Credential by) {
    throw new IllegalStateException("a stream has no consumer");
  }

  @Override
  protected ObjectNode newLogEntry() {
    return StreamLogEntry.of(this);
  }

  @Override
  public Context context() {
    return loop.context();
  }

  @Override
  public String ip() {
    return Forwarded.text(connection.peer());
  }

  @Override
  public int port() {
    return connection.peer().getPort();
  }

  @Override
  public String forwardedIp() {
    return Forwarded.text(source);
  }

  @Override
  public int forwardedPort() {
    return source.getPort();
  }

  @Override
  public long connection() {
    return number;
  }

  @Override
  public int requests() {
    return 1;
  }

  @Override
  public Tls tls() {
    ConnectionInfo.Tls tls = connection.tls();
    return tls == null ? null : new Tls(tls.serverName(), tls.version(), tls.cipher());
  }
}
