package io.quong.dataplane.path;

import io.netty.channel.Channel;
import io.quong.dataplane.error.ProxyError;
import io.quong.dataplane.http.BodyPart;
import io.quong.dataplane.http.Framing;
import io.quong.dataplane.http.Interim;
import io.quong.dataplane.http.Refused;
import io.quong.dataplane.http.ResponseHead;
import io.quong.dataplane.router.MatchInput;
import io.quong.dataplane.router.Target;
import io.quong.dataplane.runtime.Chain;
import io.quong.dataplane.runtime.LoadedPlugin;
import io.quong.dataplane.runtime.Runtime;
import io.quong.plugin.Answer;
import io.quong.plugin.ClientResponse.Source;
import io.quong.plugin.Passport.State;
import io.quong.plugin.Phase;
import io.quong.plugin.Plugin;
import io.quong.plugin.Step;
import org.jboss.logging.Logger;

/**
 * The life of a request: target, rewrite, match, protocol checks, access, body, balance, forward,
 * response, log. Everything happens on the loop of its connection.
 */
final class RequestLifecycle {
  private static final Logger LOG = Logger.getLogger(RequestLifecycle.class);
  private static final int SWITCHING_PROTOCOLS = 101;

  private enum Waiting {
    NOTHING,
    /** For the whole body, before access. */
    BODY_FOR_PLUGINS,
    /** For the whole body, before the upstream is asked. */
    BODY_FOR_UPSTREAM
  }

  private final HttpExchange exchange;
  private final Channel client;
  private final ResponseWriter writer;
  private Waiting waiting = Waiting.NOTHING;
  private UpstreamCall call;
  private Answer exit;
  private boolean crashed;
  private boolean continued;
  private boolean over;
  private ResponseHead held;

  RequestLifecycle(HttpExchange exchange, Channel client) {
    this.exchange = exchange;
    this.client = client;
    this.writer = new ResponseWriter(exchange, client);
  }

  // 1. From the head to the route.

  void begin() {
    exchange.passport.mark(State.REQUEST_HEAD);
    exchange.target = Target.parse(exchange.head.target());
    exchange.forwarded =
        Forwarded.of(exchange.head, exchange.target, exchange.connection, exchange.loop.settings);
    if (exchange.target == null) {
      withoutRoute();
      fail(ProxyError.BAD_REQUEST, null, true);
      return;
    }
    exchange.run = new ChainRun(runtime().globalChain());
    rewrite(0);
  }

  private void rewrite(int from) {
    ChainRun run = exchange.run;
    for (int i = from; i < run.size() && run.chain().has(Phase.REWRITE); i++) {
      run.resolve(i, null);
      LoadedPlugin plugin = run.at(i, Phase.REWRITE);
      Step step = plugin == null ? Step.NEXT : call(plugin, Phase.REWRITE);
      if (step instanceof Step.Respond respond) {
        exit = respond.answer();
        withoutRoute();
        answerExit();
        return;
      }
      if (step instanceof Step.Await await) {
        int next = i + 1;
        await(plugin, await, result -> afterRewrite(result, next));
        return;
      }
    }
    route();
  }

  private void afterRewrite(Step step, int next) {
    if (step instanceof Step.Respond respond) {
      exit = respond.answer();
      withoutRoute();
      answerExit();
    } else {
      rewrite(next);
    }
  }

  private void route() {
    exchange.match =
        runtime()
            .router()
            .match(
                new MatchInput(
                    exchange.head.method(),
                    exchange.head.headers().get("Host"),
                    exchange.request().port(),
                    exchange.target.path(),
                    exchange.head.headers(),
                    exchange.connection.tls() != null,
                    exchange.connection.tls() == null
                        ? null
                        : exchange.connection.tls().serverName()));
    exchange.passport.mark(State.ROUTED);
    if (exchange.match == null) {
      withoutRoute();
      fail(ProxyError.NO_ROUTE, null, false);
      return;
    }
    MadeAnswer refusal = ProtocolCheck.refuse(exchange);
    if (refusal != null) {
      withoutRoute();
      writer.answer(refusal, Source.EXIT, false);
      afterAnswer();
      return;
    }
    Chain chain = runtime().chain(exchange.match.route());
    exchange.run = new ChainRun(chain == null ? Chain.EMPTY : chain);
    if (exchange.run.chain().needs(Plugin.Need.REQUEST_BODY) && !exchange.body.complete()) {
      waiting = Waiting.BODY_FOR_PLUGINS;
      takeBody();
    } else {
      access(0);
    }
  }

  /** The later phases are those of the global plugins. */
  private void withoutRoute() {
    exchange.run = new ChainRun(runtime().globalChain());
    exchange.run.resolveAll();
  }

  // 2. Access: every slot is resolved at its turn, also behind an answer, for the later phases.

  private void access(int from) {
    ChainRun run = exchange.run;
    for (int i = from; i < run.size(); i++) {
      LoadedPlugin plugin = run.resolve(i, exchange.consumerId());
      if (plugin == null || exit != null || run.at(i, Phase.ACCESS) == null) {
        continue;
      }
      Step step = call(plugin, Phase.ACCESS);
      if (step instanceof Step.Respond respond) {
        exit = respond.answer();
      } else if (step instanceof Step.Await await) {
        int next = i + 1;
        await(
            plugin,
            await,
            result -> {
              if (result instanceof Step.Respond respond) {
                exit = respond.answer();
              }
              access(next);
            });
        return;
      }
    }
    exchange.passport.mark(State.ACCESS_END);
    if (exit != null) {
      answerExit();
    } else if (!http(exchange)) {
      fail(
          exchange.service() == null ? ProxyError.NO_SERVICE : ProxyError.GRPC_NOT_SUPPORTED,
          null,
          false);
    } else {
      beforeUpstream();
    }
  }

  private static boolean http(HttpExchange exchange) {
    return exchange.service() != null
        && (exchange.upstream.scheme().equals("http")
            || exchange.upstream.scheme().equals("https"));
  }

  private Step call(LoadedPlugin plugin, Phase phase) {
    try {
      return phase == Phase.REWRITE
          ? plugin.plugin().rewrite(exchange)
          : plugin.plugin().access(exchange);
    } catch (RuntimeException failed) {
      return crashed(plugin, failed);
    }
  }

  private Step crashed(LoadedPlugin plugin, Throwable failed) {
    LOG.errorf(failed, "%s failed", plugin);
    crashed = true;
    return Step.respond(Answer.error(ProxyError.PLUGIN_FAILED.status(), null));
  }

  /** Goes on with a step that is none that waits, on the loop. */
  private interface Then {
    void step(Step step);
  }

  private void await(LoadedPlugin plugin, Step.Await await, Then then) {
    await
        .future()
        .onComplete(
            done -> {
              if (exchange.loop.loop.inEventLoop()) {
                resume(plugin, done, then);
              } else {
                exchange.loop.loop.execute(() -> resume(plugin, done, then));
              }
            });
  }

  private void resume(LoadedPlugin plugin, io.vertx.core.AsyncResult<Step> done, Then then) {
    if (over) {
      return;
    }
    Step step = done.failed() ? crashed(plugin, done.cause()) : done.result();
    if (step instanceof Step.Await again) {
      await(plugin, again, then);
    } else {
      then.step(step);
    }
  }

  private void answerExit() {
    Source source = crashed ? Source.ERROR : Source.EXIT;
    writer.answer(MadeAnswer.of(exchange, exit), source, false);
    afterAnswer();
  }

  // 3. The request's body.

  private void beforeUpstream() {
    boolean buffers = !Boolean.FALSE.equals(exchange.route().requestBuffering());
    boolean held = exchange.upstream.ownBody() != null;
    if (buffers && !held && !exchange.body.complete() && !exchange.body.overflows()) {
      waiting = Waiting.BODY_FOR_UPSTREAM;
      takeBody();
    } else {
      forward();
    }
  }

  private void takeBody() {
    if (exchange.head.expectContinue() && !continued && exchange.body.size() == 0) {
      continued = true;
      client.write(Interim.CONTINUE);
    }
    client.config().setAutoRead(true);
  }

  void requestPart(BodyPart part) {
    exchange.requestBytes += part.content().readableBytes();
    if (over) {
      part.release();
      return;
    }
    if (call != null && call.streaming()) {
      call.part(part);
      return;
    }
    exchange.body.add(part);
    boolean ready = exchange.body.complete() || exchange.body.overflows();
    if (ready && waiting == Waiting.BODY_FOR_PLUGINS) {
      waiting = Waiting.NOTHING;
      access(0);
    } else if (ready && waiting == Waiting.BODY_FOR_UPSTREAM) {
      waiting = Waiting.NOTHING;
      forward();
    } else if (exchange.body.overflows()) {
      // Whoever wants more of it turns reading on again.
      client.config().setAutoRead(false);
    }
  }

  /** The codec refused the request, or the rest of its body. */
  void refused(Refused refused) {
    if (over || writer.begun()) {
      abort();
      return;
    }
    if (call != null) {
      call.abort();
    }
    if (exchange.forwarded == null) {
      exchange.forwarded =
          Forwarded.of(exchange.head, null, exchange.connection, exchange.loop.settings);
    }
    if (exchange.run == null) {
      withoutRoute();
    }
    exchange.proxied = false;
    MadeAnswer answer;
    if (refused.refusal().message() == null) {
      answer =
          MadeAnswer.html(
              refused.refusal().status(),
              refused.refusal().reason(),
              refused.refusal().page(),
              new io.quong.dataplane.http.HeaderBlock());
    } else {
      var headers = new io.quong.dataplane.http.HeaderBlock();
      var page =
          MadeAnswer.page(exchange, headers, ProxyError.Family.B, refused.refusal().message());
      answer =
          new MadeAnswer(refused.refusal().status(), refused.refusal().reason(), headers, page);
    }
    writer.answer(answer, Source.ERROR, true);
    afterAnswer();
  }

  // 4. The upstream.

  private void forward() {
    call = new UpstreamCall(exchange, this);
    if (exchange.head.expectContinue() && !continued && !exchange.body.complete()) {
      takeBody();
    }
    call.start();
  }

  void requestMayFlow(boolean may) {
    client.config().setAutoRead(may);
  }

  boolean responseBegun() {
    return writer.begun() || held != null;
  }

  void upstreamHead(ResponseHead head) {
    exchange.upstreamAnswer.head(
        head.status(),
        exchange.run.chain().has(Phase.HEADER_FILTER) ? head.headers().copy() : head.headers());
    boolean switching = head.status() == SWITCHING_PROTOCOLS;
    ResponseHeaders.fromUpstream(exchange, head.headers(), switching);
    Framing framing = head.framing();
    if (framing == Framing.NONE) {
      framing = Framing.LENGTH;
    }
    long length = Math.max(0, head.contentLength());
    ResponseHead out =
        ResponseHead.of(head.status(), head.reason(), head.headers(), framing, length);
    if (switching) {
      writer.head(out, Source.SERVICE, false);
      client.flush();
      Tunnel.open(client, call.detach().channel(), this::tunnelClosed);
    } else if (exchange.run.any(Phase.RESPONSE)) {
      held = out;
    } else {
      writer.head(out, Source.SERVICE, false);
      if (!client.isWritable()) {
        call.responseMayFlow(false);
      }
    }
  }

  void upstreamPart(BodyPart part) {
    if (over) {
      part.release();
      return;
    }
    if (held != null) {
      hold(part);
      return;
    }
    boolean last = part.last();
    writer.part(part);
    if (last) {
      client.flush();
      afterAnswer();
    } else if (!client.isWritable()) {
      client.flush();
      call.responseMayFlow(client.isWritable());
    }
  }

  void flushClient() {
    if (!over) {
      client.flush();
    }
  }

  void clientWritable(boolean writable) {
    if (call != null && !over) {
      call.responseMayFlow(writable);
    }
  }

  void upstreamFailed(ProxyError error, String message) {
    if (!over) {
      fail(error, message, false);
    }
  }

  /** The upstream died with the response under way: all that can be told is the broken end. */
  void upstreamDied() {
    if (!over) {
      client.flush();
      finish();
      client.close();
    }
  }

  private void tunnelClosed() {
    finish();
  }

  // 5. Buffered proxying: the response phase sees the whole response.

  private final RequestBody heldBody = new RequestBody();

  private void hold(BodyPart part) {
    heldBody.add(part);
    if (heldBody.complete()) {
      exchange.upstreamAnswer.body(heldBody.whole());
      response(0);
    }
  }

  private void response(int from) {
    ChainRun run = exchange.run;
    for (int i = from; i < run.size(); i++) {
      LoadedPlugin plugin = run.at(i, Phase.RESPONSE);
      if (plugin == null) {
        continue;
      }
      Step step;
      try {
        step = plugin.plugin().response(exchange);
      } catch (RuntimeException failed) {
        step = crashed(plugin, failed);
      }
      if (step instanceof Step.Respond respond) {
        exit = respond.answer();
        answerExit();
        return;
      }
      if (step instanceof Step.Await await) {
        int next = i + 1;
        await(
            plugin,
            await,
            result -> {
              if (result instanceof Step.Respond respond) {
                exit = respond.answer();
                answerExit();
              } else {
                response(next);
              }
            });
        return;
      }
    }
    writer.head(held, Source.SERVICE, false);
    writer.part(BodyPart.last(heldBody.whole().retainedDuplicate()));
    client.flush();
    afterAnswer();
  }

  // 6. The end.

  private void fail(ProxyError error, String message, boolean close) {
    Source source = Source.ERROR;
    writer.answer(MadeAnswer.of(exchange, error, message), source, close);
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
      exchange.response.status(499);
    }
    abort();
  }

  private void abort() {
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
    exchange.passport.mark(State.END);
    client.config().setAutoRead(true);
    try {
      log();
    } finally {
      exchange.body.release();
      heldBody.release();
      exchange.upstream.release();
      writer.release();
      exchange.lease.release();
    }
  }

  private void log() {
    ChainRun run = exchange.run;
    for (int i = 0; run != null && i < run.size(); i++) {
      LoadedPlugin plugin = run.at(i, Phase.LOG);
      if (plugin != null) {
        try {
          plugin.plugin().log(exchange);
        } catch (RuntimeException failed) {
          LOG.errorf(failed, "%s failed in the log phase", plugin);
        }
      }
    }
  }

  private Runtime runtime() {
    return exchange.lease.runtime();
  }

  void flushUpstream() {
    if (call != null && !over) {
      call.flush();
    }
  }
}
