package io.quong.dataplane.path;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.util.concurrent.ScheduledFuture;
import io.quong.dataplane.balancer.Balancers;
import io.quong.dataplane.balancer.Peer;
import io.quong.dataplane.balancer.PeerSearch;
import io.quong.dataplane.error.ProxyError;
import io.quong.dataplane.http.BodyPart;
import io.quong.dataplane.http.Framing;
import io.quong.dataplane.http.HeaderBlock;
import io.quong.dataplane.http.HeaderName;
import io.quong.dataplane.http.RequestHead;
import io.quong.dataplane.http.ResponseHead;
import io.quong.dataplane.upstream.PoolKey;
import io.quong.dataplane.upstream.TlsClient;
import io.quong.dataplane.upstream.TlsClients;
import io.quong.dataplane.upstream.UpstreamConnection;
import io.quong.dataplane.upstream.UpstreamPool;
import io.quong.entity.Service;
import io.quong.plugin.ServiceCall;
import io.quong.plugin.ServiceFailure;
import io.quong.plugin.ServiceFailure.Kind;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A plugin's own request to a service. It picks its peers, takes its connections and tries again as
 * the client's would; its answer is held whole.
 */
final class PluginCall implements ServiceCall, UpstreamPool.Waiter, PeerSearch.Found {
  private final HttpExchange exchange;
  private final Request request;
  private final PeerSearch search;
  private final UpstreamAddress address;
  private final Promise<Reply> promise = Promise.promise();
  private final long begun = System.nanoTime();

  private CallGuards guards;
  private ScheduledFuture<?> timer;
  private int left;
  private Peer peer;
  private long attemptBegun;
  private UpstreamConnection connection;
  private ResponseHead head;
  private Buffer body;
  private boolean over;

  private PluginCall(HttpExchange exchange, Request request) {
    this.exchange = exchange;
    this.request = request;
    Balancers balancers = exchange.lease.runtime().part(Balancers.class);
    this.search = PeerSearch.of(request.service(), balancers, exchange.loop.loop);
    if (search.hashes()) {
      search.hashOn(new HashInput(exchange));
    }
    boolean https = request.service().protocol().equals("https");
    this.address = new UpstreamAddress(null, search.hostHeader(), https);
    this.left = UpstreamView.retries(request.service());
  }

  static PluginCall begin(HttpExchange exchange, Request request) {
    PluginCall call = new PluginCall(exchange, request);
    call.begin();
    return call;
  }

  private void begin() {
    Service service = request.service();
    if (!service.protocol().startsWith("http")) {
      end(new ServiceFailure(Kind.UNUSABLE, "the service does not speak HTTP/1"));
      return;
    }
    try {
      guards =
          CallGuards.admit(
              exchange.lease.runtime().serviceChain(service.id()), exchange.consumerId(), service);
    } catch (ServiceFailure refused) {
      end(refused);
      return;
    }
    timer = exchange.loop.loop.schedule(this::late, request.timeout(), TimeUnit.MILLISECONDS);
    search.next(this);
  }

  @Override
  public Future<Reply> reply() {
    return promise.future();
  }

  @Override
  public void cancel() {
    if (!over) {
      guards.abandoned();
      end(new ServiceFailure(Kind.CANCELLED, "given up"));
    }
  }

  private void late() {
    lost(Kind.TIMEOUT, "no whole answer within " + request.timeout() + " ms");
  }

  // An attempt.

  @Override
  public void none(ProxyError error, String message) {
    lost(Kind.CONNECT, message == null ? error.message() : message);
  }

  @Override
  public void peer(Peer found) {
    if (over) {
      search.ended(found, -1);
      return;
    }
    peer = found;
    attemptBegun = System.nanoTime();
    TlsClient tls = null;
    String serverName = null;
    if (address.https()) {
      tls =
          exchange.lease.runtime().part(TlsClients.class).of(request.service(), search.upstream());
      serverName = address.serverName(peer);
    }
    exchange.loop.pool.acquire(
        new PoolKey(found.address(), tls, serverName, false),
        UpstreamView.connectTimeout(request.service()),
        this);
  }

  @Override
  public void connected(UpstreamConnection made) {
    if (over) {
      made.abort();
      return;
    }
    connection = made;
    Buffer content = request.body();
    int length = content == null ? 0 : content.length();
    connection.send(
        RequestHead.to(
            request.method(),
            request.target(),
            headers(content == null ? -1 : length),
            length == 0 ? Framing.NONE : Framing.LENGTH,
            length),
        UpstreamView.readTimeout(request.service()),
        UpstreamView.writeTimeout(request.service()));
    connection.send(
        length == 0 ? BodyPart.END : BodyPart.last(Unpooled.wrappedBuffer(content.getBytes())));
    if (connection != null) {
      connection.flush();
    }
  }

  private HeaderBlock headers(int length) {
    Forwarded forwarded = exchange.forwarded;
    ProxySettings settings = exchange.loop.settings;
    HeaderBlock up = new HeaderBlock();
    up.add(HeaderName.VIA, ("1.1 " + settings.software).trim());
    up.add(HeaderName.HOST, address.host(peer));
    up.add(HeaderName.CONNECTION, "keep-alive");
    up.add(HeaderName.X_FORWARDED_FOR, forwarded.forwardedFor());
    up.add(HeaderName.X_FORWARDED_PROTO, forwarded.proto());
    up.add(HeaderName.X_FORWARDED_HOST, forwarded.host());
    up.add(HeaderName.X_FORWARDED_PORT, forwarded.portText());
    up.add(HeaderName.X_FORWARDED_PATH, forwarded.path());
    up.add(HeaderName.X_REAL_IP, forwarded.clientIp());
    if (settings.requestIdUpstream) {
      up.add(HeaderName.X_KONG_REQUEST_ID, exchange.requestId());
    }
    if (length >= 0) {
      up.add(HeaderName.CONTENT_LENGTH, Integer.toString(length));
    }
    for (int i = 0; i < request.headers().size(); i += 2) {
      up.add(request.headers().get(i), request.headers().get(i + 1));
    }
    return up;
  }

  @Override
  public void responseHead(ResponseHead came) {
    search.answered(peer, came.status());
    if (came.contentLength() > request.maxBody()) {
      tooLong(came.status());
      return;
    }
    head = came;
    body = Buffer.buffer();
  }

  @Override
  public void responsePart(BodyPart part) {
    if (body.length() + part.content().readableBytes() > request.maxBody()) {
      part.release();
      tooLong(head.status());
      return;
    }
    body.appendBytes(ByteBufUtil.getBytes(part.content()));
    part.release();
    if (part.last()) {
      over = true;
      UpstreamConnection done = connection;
      connection = null;
      leave(System.nanoTime() - attemptBegun);
      done.release();
      timer.cancel(false);
      guards.answered(head.status(), millis());
      promise.tryComplete(new Reply(head.status(), pairs(head.headers()), body));
    }
  }

  private static List<String> pairs(HeaderBlock headers) {
    List<String> pairs = new ArrayList<>(2 * headers.size());
    for (int line = 0; line < headers.size(); line++) {
      pairs.add(headers.name(line));
      pairs.add(headers.value(line));
    }
    return pairs;
  }

  private void tooLong(int status) {
    guards.answered(status, millis());
    end(
        new ServiceFailure(
            Kind.UNUSABLE, "the answer is longer than " + request.maxBody() + " bytes"));
  }

  @Override
  public void readComplete() {}

  @Override
  public void upstreamWritable(boolean writable) {}

  @Override
  public void failed(ProxyError error) {
    UpstreamConnection broken = connection;
    connection = null;
    if (!over) {
      search.failed(peer, error);
      leave(-1);
      boolean free = broken.reused() && error == ProxyError.CLOSED_BEFORE_RESPONSE;
      again(error, free);
    }
  }

  @Override
  public void notConnected(ProxyError error) {
    if (!over) {
      search.failed(peer, error);
      leave(-1);
      again(error, false);
    }
  }

  /**
   * @param free whether the attempt does not count: a kept connection had gone stale
   */
  private void again(ProxyError error, boolean free) {
    if (head == null && (free || left > 0) && error.allowsRetry(request.method())) {
      if (!free) {
        left--;
      }
      search.next(this);
      return;
    }
    boolean late = error == ProxyError.CONNECT_TIMEOUT || error == ProxyError.RESPONSE_TIMEOUT;
    lost(late ? Kind.TIMEOUT : Kind.CONNECT, error.message());
  }

  // The end.

  private void lost(Kind kind, String message) {
    if (!over) {
      guards.failed(kind, millis());
      end(new ServiceFailure(kind, message));
    }
  }

  private long millis() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
  }

  private void end(ServiceFailure failure) {
    over = true;
    if (timer != null) {
      timer.cancel(false);
    }
    leave(-1);
    if (connection != null) {
      connection.abort();
      connection = null;
    }
    promise.tryFail(failure);
  }

  private void leave(long nanos) {
    if (peer != null) {
      search.ended(peer, nanos);
      peer = null;
    }
  }
}
