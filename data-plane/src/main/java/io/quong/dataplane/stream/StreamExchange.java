package io.quong.dataplane.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.dataplane.listen.ConnectionCount;
import io.quong.dataplane.listen.ConnectionInfo;
import io.quong.dataplane.log.LoggedStream;
import io.quong.dataplane.path.ChainRun;
import io.quong.dataplane.path.Forwarded;
import io.quong.dataplane.path.PluginMemory;
import io.quong.dataplane.path.StreamLoop;
import io.quong.dataplane.path.Try;
import io.quong.dataplane.router.StreamInput;
import io.quong.dataplane.router.StreamKind;
import io.quong.dataplane.router.StreamMatch;
import io.quong.dataplane.runtime.Runtime;
import io.quong.dataplane.runtime.RuntimeLease;
import io.quong.entity.Consumer;
import io.quong.entity.Route;
import io.quong.entity.Service;
import io.quong.plugin.Client;
import io.quong.plugin.ClientRequest;
import io.quong.plugin.ClientResponse;
import io.quong.plugin.Entities;
import io.quong.plugin.Passport;
import io.quong.plugin.UpstreamRequest;
import io.quong.plugin.UpstreamResponse;
import io.vertx.core.Context;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** The one mutable object of a stream, owned by its loop. */
final class StreamExchange extends PluginMemory implements Client, LoggedStream {
  /** How a stream ended, as nginx counts it. */
  static final int DONE = 200;

  static final int REFUSED = 500;
  static final int BAD_UPSTREAM = 502;
  static final int UNAVAILABLE = 503;

  final StreamLoop loop;
  final StreamKind kind;
  final RuntimeLease lease;
  final Passport passport = new Passport();
  ConnectionInfo connection;
  StreamMatch match;
  ChainRun run = ChainRun.NONE;
  int status = DONE;
  long fromClient;
  long fromUpstream;
  List<Try> tries = List.of();
  private final InetSocketAddress source;
  private final long startedAt = System.currentTimeMillis();
  private final String requestId;
  private final long number = ConnectionCount.another();

  StreamExchange(StreamLoop loop, StreamKind kind, ConnectionInfo connection, String requestId) {
    this.loop = loop;
    this.kind = kind;
    this.connection = connection;
    this.requestId = requestId;
    this.lease = loop.runtime().acquire();
    boolean named = connection.proxied() != null && loop.trusts().test(connection.peer());
    this.source = named ? connection.proxied() : connection.peer();
    passport.mark(Passport.State.REQUEST_START);
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

  void tried(Try attempt) {
    if (tries.isEmpty()) {
      tries = new ArrayList<>(2);
    }
    tries.add(attempt);
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
  public List<Try> tries() {
    return tries;
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
  public String requestId() {
    return requestId;
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
  public Entities entities() {
    return runtime().entities();
  }

  @Override
  public Object note() {
    return run.note();
  }

  @Override
  public void note(Object note) {
    run.note(note);
  }

  @Override
  public long startedAt() {
    return startedAt;
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
  public Passport passport() {
    return passport;
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
