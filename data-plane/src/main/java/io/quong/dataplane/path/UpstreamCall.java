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
import io.quong.dataplane.upstream.PoolKey;
import io.quong.dataplane.upstream.TlsClient;
import io.quong.dataplane.upstream.TlsClients;
import io.quong.dataplane.upstream.UpstreamConnection;
import io.quong.dataplane.upstream.UpstreamPool;
import io.quong.plugin.Passport.State;

/** The attempts of one request to reach an upstream; tells its owner of the one that counts. */
final class UpstreamCall implements UpstreamPool.Waiter, PeerSearch.Found {
  private final HttpExchange exchange;
  private final Owner owner;
  private final PeerSearch search;
  private final UpstreamAddress address;
  private final boolean grpc;

  private int left;
  private long balancerStarted;
  private Try attempt;
  private Peer peer;
  private UpstreamConnection connection;
  private SpoolSender sender;
  private boolean streaming;
  private boolean over;

  /** The request that the call is for. */
  interface Owner {
    /** The client may send, or is to wait because the upstream is slower. */
    void requestMayFlow(boolean may);

    /** Whether the client has seen anything of a response, after which no attempt may follow. */
    boolean responseBegun();

    void upstreamHead(ResponseHead head);

    /** The owner takes the part over. */
    void upstreamPart(BodyPart part);

    /** A read of the upstream's connection is done. */
    void flushClient();

    /**
     * No attempt got a response.
     *
     * @param message what to tell when it is not the error's own; else null
     */
    void upstreamFailed(ProxyError error, String message);

    /** The upstream ended in the middle of a response that the client has seen the head of. */
    void upstreamDied();
  }

  UpstreamCall(HttpExchange exchange, Owner owner) {
    this.exchange = exchange;
    this.owner = owner;
    UpstreamView up = exchange.upstream;
    Balancers balancers = exchange.lease.runtime().part(Balancers.class);
    this.search =
        up.targetHost() == null
            ? PeerSearch.of(exchange.service(), balancers, exchange.loop.loop)
            : PeerSearch.of(up.targetHost(), up.targetPort(), balancers, exchange.loop.loop);
    if (search.hashes()) {
      search.hashOn(new HashInput(exchange));
    }
    this.address = new UpstreamAddress(exchange, search.hostHeader());
    this.grpc = up.grpc();
    this.left = up.retries();
  }

  void start() {
    balancerStarted = System.nanoTime();
    exchange.passport.mark(State.BALANCER_START);
    search.next(this);
  }

  @Override
  public void none(ProxyError error, String message) {
    if (!over) {
      over = true;
      boolean first = !exchange.proxied;
      owner.upstreamFailed(first ? error : ProxyError.NO_OTHER_PEER, first ? message : null);
    }
  }

  @Override
  public void peer(Peer found) {
    if (over) {
      search.ended(found, -1);
      return;
    }
    peer = found;
    exchange.proxied = true;
    long took = System.nanoTime() - balancerStarted;
    attempt = new Try(found, System.currentTimeMillis(), balancerStarted, took);
    exchange.tried(attempt);
    TlsClient tls = null;
    String serverName = null;
    if (address.https()) {
      tls =
          exchange.lease.runtime().part(TlsClients.class).of(exchange.service(), search.upstream());
      serverName = address.serverName(peer);
    }
    exchange.loop.pool.acquire(
        new PoolKey(found.address(), tls, serverName, grpc),
        exchange.upstream.connectTimeout(),
        this);
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
    long length = up.bodyLength();
    Framing framing = length > 0 ? Framing.LENGTH : length == 0 ? Framing.NONE : Framing.CHUNKED;
    boolean lengthTold = length > 0 || (length == 0 && up.tellsEmptyBody());
    HeaderBlock headers =
        UpstreamHeaders.of(exchange, address.host(peer), lengthTold ? length : -1);
    connection.send(
        RequestHead.to(up.method(), up.target(), headers, framing, length),
        up.readTimeout(),
        up.writeTimeout());
    ByteBuf whole = up.body();
    Spool spool = exchange.body.spool();
    if (whole != null) {
      connection.send(whole.isReadable() ? BodyPart.last(whole.retainedDuplicate()) : BodyPart.END);
      requestSent();
    } else if (spool != null) {
      sender = new SpoolSender(spool, connection, this::requestSent, this::bodyLost);
      sender.send();
    } else {
      stream();
    }
    flush();
    if (streaming) {
      owner.requestMayFlow(connection == null || connection.writable());
    }
  }

  private void stream() {
    streaming = true;
    RequestBody body = exchange.body;
    ByteBuf begun = body.takeCollected();
    if (begun != null) {
      connection.send(body.complete() ? BodyPart.last(begun) : BodyPart.of(begun));
    } else if (body.complete()) {
      connection.send(BodyPart.END);
    }
  }

  private void requestSent() {
    exchange.passport.mark(State.UPSTREAM_REQUEST_SENT);
  }

  private void bodyLost() {
    if (!over) {
      abort();
      owner.upstreamFailed(ProxyError.BODY_NOT_KEPT, null);
    }
  }

  /** Whether the pieces of the request's body are passed on as they come. */
  boolean streaming() {
    return streaming;
  }

  /** A piece of the body while it is streaming. */
  void part(BodyPart part) {
    if (connection == null) {
      part.release();
      return;
    }
    connection.send(part);
    if (part.last()) {
      requestSent();
    }
    if (!connection.writable()) {
      connection.flush();
      owner.requestMayFlow(connection == null || connection.writable());
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
    attempt.answered(head.status());
    search.answered(peer, head.status());
    owner.upstreamHead(head);
  }

  @Override
  public void responsePart(BodyPart part) {
    // Of an http service the client never sees trailers, as with Kong.
    BodyPart plain =
        grpc || part.trailers() == null ? part : new BodyPart(part.content(), true, null);
    if (part.last()) {
      exchange.passport.mark(State.UPSTREAM_END);
      over = true;
      UpstreamConnection done = connection;
      connection = null;
      stopSending();
      leave(System.nanoTime() - attempt.startedNanos());
      // A request body that is still on its way leaves the connection of no use; release sees that.
      done.release();
    }
    owner.upstreamPart(plain);
  }

  @Override
  public void readComplete() {
    owner.flushClient();
  }

  @Override
  public void upstreamWritable(boolean writable) {
    if (sender != null) {
      sender.send();
    } else if (streaming) {
      owner.requestMayFlow(writable);
    }
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
    stopSending();
    if (over) {
      return;
    }
    search.failed(peer, error);
    leave(-1);
    if (owner.responseBegun()) {
      over = true;
      owner.upstreamDied();
      return;
    }
    boolean free = broken.reused() && error == ProxyError.CLOSED_BEFORE_RESPONSE;
    retry(error, free && !exchange.passport.has(State.UPSTREAM_HEAD));
  }

  @Override
  public void notConnected(ProxyError error) {
    if (!over) {
      search.failed(peer, error);
      leave(-1);
      retry(error, false);
    }
  }

  private void retry(ProxyError error, boolean free) {
    boolean again =
        (free || left > 0)
            && error.allowsRetry(exchange.upstream.method())
            && !streaming
            && !exchange.passport.has(State.UPSTREAM_HEAD);
    attempt.failed(error, !again);
    if (again) {
      if (!free) {
        left--;
      }
      start();
    } else {
      over = true;
      owner.upstreamFailed(error, null);
    }
  }

  /** The client is gone, or the answer came from elsewhere. */
  void abort() {
    over = true;
    stopSending();
    leave(-1);
    if (connection != null) {
      connection.abort();
      connection = null;
    }
  }

  /** Gives the peer back; at the end of a tunnel, too, of which the call hears nothing more. */
  void leave(long nanos) {
    if (peer != null) {
      search.ended(peer, nanos);
      peer = null;
    }
  }

  private void stopSending() {
    if (sender != null) {
      sender.stop();
      sender = null;
    }
  }
}
