package io.quong.dataplane.path;

import io.netty.buffer.ByteBuf;
import io.quong.dataplane.balancer.Balancers;
import io.quong.dataplane.balancer.Peer;
import io.quong.dataplane.balancer.PeerSearch;
import io.quong.dataplane.error.ProxyError;
import io.quong.dataplane.http.BodyPart;
import io.quong.dataplane.http.Framing;
import io.quong.dataplane.http.HeaderBlock;
import io.quong.dataplane.http.RequestHead;
import io.quong.dataplane.http.ResponseHead;
import io.quong.dataplane.runtime.Runtime;
import io.quong.dataplane.upstream.PoolKey;
import io.quong.dataplane.upstream.TlsClient;
import io.quong.dataplane.upstream.TlsClients;
import io.quong.dataplane.upstream.UpstreamConnection;
import io.quong.dataplane.upstream.UpstreamPool;
import io.quong.plugin.Passport.State;

/** The attempts of one request to reach an upstream; tells the lifecycle of the one that counts. */
final class UpstreamCall implements UpstreamPool.Waiter, PeerSearch.Found {
  private final HttpExchange exchange;
  private final RequestLifecycle lifecycle;
  private final PeerSearch search;
  private final boolean https;

  private int left;
  private long balancerStarted;
  private Try attempt;
  private Peer peer;
  private UpstreamConnection connection;
  private boolean streaming;
  private boolean over;

  UpstreamCall(HttpExchange exchange, RequestLifecycle lifecycle) {
    this.exchange = exchange;
    this.lifecycle = lifecycle;
    UpstreamView up = exchange.upstream;
    Balancers balancers = exchange.lease.runtime().part(Balancers.class);
    this.search =
        up.targetHost() == null
            ? PeerSearch.of(exchange.service(), balancers, exchange.loop.resolver)
            : PeerSearch.of(up.targetHost(), up.targetPort(), balancers, exchange.loop.resolver);
    this.https = "https".equals(up.scheme());
    this.left = up.retries();
  }

  void start() {
    attempt();
  }

  private void attempt() {
    balancerStarted = System.nanoTime();
    exchange.passport.mark(State.BALANCER_START);
    search.next(this);
  }

  @Override
  public void none(ProxyError error, String message) {
    if (!over) {
      over = true;
      boolean first = !exchange.proxied;
      lifecycle.upstreamFailed(first ? error : ProxyError.NO_OTHER_PEER, first ? message : null);
    }
  }

  @Override
  public void peer(Peer found) {
    if (over) {
      return;
    }
    peer = found;
    exchange.proxied = true;
    attempt =
        new Try(
            found,
            System.currentTimeMillis(),
            balancerStarted,
            System.nanoTime() - balancerStarted);
    exchange.tried(attempt);
    TlsClient tls = null;
    String serverName = null;
    if (https) {
      Runtime runtime = exchange.lease.runtime();
      tls = runtime.part(TlsClients.class).of(exchange.service());
      serverName = serverName();
    }
    exchange.loop.pool.acquire(
        new PoolKey(found.address(), tls, serverName), exchange.upstream.connectTimeout(), this);
  }

  private String serverName() {
    String asked = preservedHost();
    if (asked != null) {
      return Forwarded.withoutPort(asked);
    }
    return peer.byAddress() ? null : peer.name();
  }

  private String preservedHost() {
    if (exchange.upstream.host() != null) {
      return exchange.upstream.host();
    }
    return Boolean.TRUE.equals(exchange.route().preserveHost())
        ? exchange.head.headers().get("Host")
        : null;
  }

  private String host() {
    String asked = preservedHost();
    if (asked != null && !asked.isEmpty()) {
      return asked;
    }
    String name = search.hostHeader() != null ? search.hostHeader() : peer.name();
    if (name.indexOf(':') >= 0 && name.indexOf(':') != name.lastIndexOf(':')) {
      name = "[" + name + "]";
    }
    int port = peer.address().getPort();
    return port == (https ? 443 : 80) ? name : name + ":" + port;
  }

  @Override
  public void connected(UpstreamConnection made) {
    if (over) {
      made.abort();
      return;
    }
    connection = made;
    exchange.passport.mark(State.CONNECTED);
    send();
  }

  private void send() {
    UpstreamView up = exchange.upstream;
    RequestBody body = exchange.body;
    ByteBuf whole = up.body();
    boolean empty = exchange.head.framing() == Framing.NONE && up.ownBody() == null;
    long length = -1;
    Framing framing = Framing.NONE;
    if (whole != null && !empty) {
      length = whole.readableBytes();
      framing = Framing.LENGTH;
    } else if (!empty) {
      length = exchange.head.contentLength();
      framing = length >= 0 ? Framing.LENGTH : Framing.CHUNKED;
    }
    HeaderBlock headers = UpstreamHeaders.of(exchange, host(), length);
    connection.send(
        RequestHead.to(up.method(), up.target(), headers, framing, length),
        up.readTimeout(),
        up.writeTimeout());
    if (whole != null) {
      connection.send(whole.isReadable() ? BodyPart.last(whole.retainedDuplicate()) : BodyPart.END);
      exchange.passport.mark(State.UPSTREAM_REQUEST_SENT);
    } else {
      streaming = true;
      ByteBuf begun = body.takeCollected();
      if (begun != null) {
        connection.send(body.complete() ? BodyPart.last(begun) : BodyPart.of(begun));
      } else if (body.complete()) {
        connection.send(BodyPart.END);
      }
    }
    connection.flush();
    lifecycle.requestMayFlow(!streaming || connection.writable());
  }

  /** Whether the pieces of the request's body are passed on as they come. */
  boolean streaming() {
    return streaming && connection != null;
  }

  void part(BodyPart part) {
    connection.send(part);
    if (part.last()) {
      exchange.passport.mark(State.UPSTREAM_REQUEST_SENT);
    }
    if (!connection.writable()) {
      lifecycle.requestMayFlow(false);
    }
  }

  void flush() {
    if (connection != null) {
      connection.flush();
    }
  }

  @Override
  public void responseHead(ResponseHead head) {
    exchange.passport.mark(State.UPSTREAM_HEAD);
    lifecycle.upstreamHead(head);
  }

  @Override
  public void responsePart(BodyPart part) {
    boolean last = part.last();
    if (last) {
      exchange.passport.mark(State.UPSTREAM_END);
      over = true;
      UpstreamConnection done = connection;
      connection = null;
      // A request body that is still on its way leaves the connection of no use; release sees that.
      done.release();
    }
    lifecycle.upstreamPart(part);
  }

  @Override
  public void readComplete() {
    lifecycle.flushClient();
  }

  @Override
  public void upstreamWritable(boolean writable) {
    lifecycle.requestMayFlow(writable);
  }

  /** The client is slower than the upstream, or has caught up. */
  void responseMayFlow(boolean may) {
    if (connection != null) {
      connection.read(may);
    }
  }

  /** The upstream's connection for another protocol; the call is over. */
  UpstreamConnection detach() {
    UpstreamConnection detached = connection;
    connection = null;
    over = true;
    detached.detach();
    return detached;
  }

  @Override
  public void failed(ProxyError error) {
    UpstreamConnection broken = connection;
    connection = null;
    if (over) {
      return;
    }
    if (lifecycle.responseBegun()) {
      over = true;
      lifecycle.upstreamDied();
      return;
    }
    boolean free = broken.reused() && error == ProxyError.CLOSED_BEFORE_RESPONSE;
    retry(error, free);
  }

  @Override
  public void notConnected(ProxyError error) {
    if (!over) {
      retry(error, false);
    }
  }

  private void retry(ProxyError error, boolean free) {
    boolean again =
        (free || left > 0)
            && error.allowsRetry(exchange.upstream.method())
            && (exchange.upstream.body() != null || !streaming);
    attempt.failed(error, !again);
    if (again) {
      if (!free) {
        left--;
      }
      attempt();
    } else {
      over = true;
      lifecycle.upstreamFailed(error, null);
    }
  }

  /** The client is gone, or the answer came from elsewhere. */
  void abort() {
    over = true;
    if (connection != null) {
      connection.abort();
      connection = null;
    }
  }
}
