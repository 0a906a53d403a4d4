package io.quong.dataplane.path;

import io.netty.channel.Channel;
import io.quong.dataplane.error.ProxyError;
import io.quong.dataplane.http.BodyPart;
import io.quong.dataplane.http.Framing;
import io.quong.dataplane.http.HeaderName;
import io.quong.dataplane.http.HttpVersion;
import io.quong.dataplane.http.Refused;
import io.quong.dataplane.http.ResponseHead;
import io.quong.dataplane.listen.ConnectionInfo;
import io.quong.dataplane.router.MatchInput;
import io.quong.dataplane.router.Target;
import io.quong.dataplane.runtime.Runtime;
import io.quong.plugin.ClientResponse.Source;
import io.quong.plugin.Passport.State;
import io.quong.plugin.Phase;
import io.quong.plugin.Plugin;

/**
 * The life of a request: target, rewrite, match, protocol checks, access, body, balance, forward,
 * response, log. Everything happens on the loop of its connection, on the Runtime that it began
 * with.
 */
final class RequestLifecycle implements PhaseRunner.Ended, BodyIntake.Owner, UpstreamCall.Owner {
  private static final int SWITCHING_PROTOCOLS = 101;
  private static final int CLIENT_CLOSED_REQUEST = 499;

  private final HttpExchange exchange;
  private final Channel client;
  private final PhaseRunner phases;
  private final BodyIntake intake;
  private final ResponseWriter writer;
  private UpstreamCall call;
  private HeldResponse held;
  private boolean over;

  RequestLifecycle(HttpExchange exchange, Channel client) {
    this.exchange = exchange;
    this.client = client;
    this.phases = new PhaseRunner(exchange, this);
    this.intake = new BodyIntake(exchange, client, this);
    exchange.bodyReads = new BodyReads(exchange, intake);
    this.writer = new ResponseWriter(exchange, client);
  }

  // 1. From the head to the route.

  void begin() {
    exchange.passport.mark(State.REQUEST_HEAD);
    exchange.target = Target.parse(exchange.head.target());
    exchange.forwarded = Forwarded.of(exchange);
    exchange.debug = RequestDebug.begin(exchange);
    exchange.trace = exchange.loop.traces.begin(exchange);
    if (exchange.target == null) {
      withoutRoute();
      fail(ProxyError.BAD_REQUEST, null);
    } else if (runtime().globalChain().has(Phase.REWRITE)) {
      withoutRoute();
      phases.run(Phase.REWRITE);
    } else {
      route();
    }
  }

  /** The plugins are those without a route: for rewrite, and for the later phases of a 404. */
  private void withoutRoute() {
    if (exchange.run == ChainRun.NONE) {
      exchange.run = ChainRun.global(runtime().globalChain());
    }
  }

  @Override
  public void phaseEnded(Phase phase) {
    if (phases.answer() != null) {
      exchange.passport.mark(State.ACCESS_END);
      writer.answer(
          MadeAnswer.of(exchange, phases.answer()), phases.crashed() ? Source.ERROR : Source.EXIT);
      afterAnswer();
    } else if (phase == Phase.REWRITE) {
      route();
    } else if (phase == Phase.ACCESS) {
      exchange.passport.mark(State.ACCESS_END);
      afterAccess();
    } else {
      writer.head(held.head(), Source.SERVICE, false);
      upstreamPart(BodyPart.last(held.body().retainedDuplicate()));
    }
  }

  private void route() {
    ConnectionInfo.Tls tls = exchange.connection.tls();
    exchange.match =
        runtime()
            .router()
            .match(
                new MatchInput(
                    exchange.head.method(),
                    exchange.head.headers().get(HeaderName.HOST),
                    exchange.request().port(),
                    exchange.target.path(),
                    exchange.head.headers(),
                    tls != null,
                    tls == null ? null : tls.serverName(),
                    exchange.target.rawQuery(),
                    exchange));
    exchange.passport.mark(State.ROUTED);
    if (exchange.match == null) {
      withoutRoute();
      fail(ProxyError.NO_ROUTE, null);
      return;
    }
    MadeAnswer refusal = ProtocolCheck.refuse(exchange);
    if (refusal != null) {
      withoutRoute();
      writer.answer(refusal, Source.EXIT);
      afterAnswer();
      return;
    }
    ChainRun before = exchange.run;
    exchange.run = new ChainRun(runtime().chain(exchange.match.route()));
    exchange.run.takeNotes(before);
    if (exchange.run.chain().needs(Plugin.Need.REQUEST_BODY)) {
      intake.readWhole();
    } else {
      phases.run(Phase.ACCESS);
    }
  }

  // 2. After access: who is to be asked, and does the body have to be whole before?

  private void afterAccess() {
    if (exchange.service() == null) {
      fail(ProxyError.NO_SERVICE, null);
    } else if (exchange.upstream.grpc()) {
      grpc();
    } else if (exchange.upstream.ownBody() == null
        && (exchange.body.spool() != null
            || !Boolean.FALSE.equals(exchange.route().requestBuffering()))) {
      intake.readWhole();
    } else {
      forward();
    }
  }

  /** A stream may wait for answers before it ends, so it is passed on as it comes. */
  private void grpc() {
    if (exchange.head.version() == HttpVersion.HTTP_2) {
      forward();
    } else {
      fail(ProxyError.HTTP2_REQUIRED, null);
    }
  }

  // 3. The request's body.

  @Override
  public void bodyIsThere() {
    if (over || exchange.bodyReads.ended()) {
      return;
    }
    if (exchange.passport.has(State.ACCESS_END)) {
      forward();
    } else {
      phases.run(Phase.ACCESS);
    }
  }

  @Override
  public void bodyLost() {
    if (!over && !exchange.bodyReads.lost()) {
      fail(ProxyError.BODY_NOT_KEPT, null);
    }
  }

  void requestPart(BodyPart part) {
    exchange.requestBytes += part.content().readableBytes();
    if (over || exchange.upstream.ownBody() != null) {
      part.release();
    } else if (call != null && call.streaming()) {
      call.part(part);
    } else {
      intake.add(part);
      exchange.bodyReads.grown();
    }
  }

  /** The codec refused the request, or the rest of its body. */
  void refused(Refused refused) {
    if (over) {
      return;
    }
    if (writer.begun()) {
      abort();
      client.close();
      return;
    }
    phases.cancel();
    if (call != null) {
      call.abort();
      exchange.proxied = false;
    }
    if (exchange.forwarded == null) {
      exchange.forwarded = Forwarded.of(exchange);
    }
    withoutRoute();
    writer.answer(MadeAnswer.of(exchange, refused.refusal()), Source.ERROR);
    afterAnswer();
  }

  // 4. The upstream.

  private void forward() {
    call = new UpstreamCall(exchange, this);
    if (!exchange.body.complete() && exchange.upstream.ownBody() == null) {
      intake.read();
    }
    call.start();
  }

  @Override
  public void requestMayFlow(boolean may) {
    client.config().setAutoRead(may);
  }

  @Override
  public boolean responseBegun() {
    return writer.begun();
  }

  @Override
  public void upstreamHead(ResponseHead head) {
    boolean filters = exchange.run.any(Phase.HEADER_FILTER) || exchange.run.any(Phase.RESPONSE);
    exchange.upstreamAnswer.head(head.status(), filters ? head.headers().copy() : head.headers());
    boolean switching = head.status() == SWITCHING_PROTOCOLS;
    if (switching && exchange.head.version() == HttpVersion.HTTP_2) {
      call.abort();
      fail(ProxyError.MALFORMED_RESPONSE, null);
      return;
    }
    ResponseHeaders.fromUpstream(exchange, head.headers());
    Framing framing = head.framing() == Framing.NONE ? Framing.LENGTH : head.framing();
    ResponseHead out =
        ResponseHead.of(
            head.status(),
            head.reason(),
            head.headers(),
            framing,
            Math.max(0, head.contentLength()));
    if (switching) {
      writer.head(out, Source.SERVICE, false);
      client.flush();
      Tunnel.open(client, call.detach(), exchange.upstream.readTimeout(), this::finish);
    } else if (exchange.holdsResponse()) {
      held = new HeldResponse(out);
    } else {
      writer.head(out, Source.SERVICE, false);
    }
  }

  @Override
  public void upstreamPart(BodyPart part) {
    if (over) {
      part.release();
      return;
    }
    if (held != null && !writer.begun()) {
      hold(part);
      return;
    }
    boolean last = part.last();
    writer.part(part);
    if (writer.tooLarge()) {
      abort();
      client.close();
    } else if (last) {
      client.flush();
      afterAnswer();
    } else if (!client.isWritable()) {
      client.flush();
      call.responseMayFlow(client.isWritable());
    }
  }

  /** For the response phase, which sees the response whole. */
  private void hold(BodyPart part) {
    boolean last = part.last();
    if (!held.add(part)) {
      call.abort();
      fail(ProxyError.RESPONSE_TOO_LARGE, null);
    } else if (last) {
      exchange.upstreamAnswer.body(held.body());
      phases.run(Phase.RESPONSE);
    }
  }

  @Override
  public void flushClient() {
    if (!over) {
      client.flush();
    }
  }

  void clientWritable(boolean writable) {
    if (call != null && !over) {
      call.responseMayFlow(writable);
    }
  }

  void flushUpstream() {
    if (call != null && !over) {
      call.flush();
    }
  }

  @Override
  public void upstreamFailed(ProxyError error, String message) {
    if (!over) {
      fail(error, message);
    }
  }

  /** The upstream died with the response under way: all that can be told is the broken end. */
  @Override
  public void upstreamDied() {
    if (!over) {
      client.flush();
      finish();
      client.close();
    }
  }

  // 5. The end.

  private void fail(ProxyError error, String message) {
    exchange.loop.errors.failed(exchange, error);
    writer.answer(MadeAnswer.of(exchange, error, message), Source.ERROR);
    afterAnswer();
  }

  private void afterAnswer() {
    if (writer.ended()) {
      finish();
    }
  }

  /** The client went away: nothing more can be told. */
  void clientGone() {
    if (!over) {
      exchange.response.status(CLIENT_CLOSED_REQUEST);
      abort();
    }
  }

  private void abort() {
    phases.cancel();
    if (call != null) {
      call.abort();
    }
    finish();
  }

  boolean over() {
    return over;
  }

  private void finish() {
    if (over) {
      return;
    }
    over = true;
    if (call != null) {
      call.leave(-1);
    }
    exchange.passport.mark(State.END);
    client.config().setAutoRead(true);
    try {
      exchange.run.log(exchange);
      exchange.loop.accessLog.log(exchange);
      if (exchange.trace != null) {
        exchange.loop.traces.ended(exchange.trace);
      }
    } finally {
      exchange.body.release();
      exchange.upstream.release();
      writer.release();
      if (held != null) {
        held.release();
      }
      exchange.lease.release();
    }
  }

  private Runtime runtime() {
    return exchange.lease.runtime();
  }
}
