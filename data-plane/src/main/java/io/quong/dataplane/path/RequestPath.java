package io.quong.dataplane.path;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.quong.dataplane.balancer.Balancers;
import io.quong.dataplane.balancer.Upkeep;
import io.quong.dataplane.health.ProbePlans;
import io.quong.dataplane.http.HttpLimits;
import io.quong.dataplane.log.AccessLog;
import io.quong.dataplane.log.StreamAccessLog;
import io.quong.dataplane.runtime.RuntimeHolder;
import io.quong.dataplane.runtime.RuntimePart;
import io.quong.dataplane.upstream.KeepAlive;
import io.quong.dataplane.upstream.TlsClients;
import io.quong.dataplane.upstream.TlsContexts;
import io.quong.dataplane.upstream.UpstreamPool;
import io.quong.plugin.Metrics;
import io.quong.settings.ClientKeys;
import io.quong.settings.Keys;
import io.quong.settings.Settings;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/** The way of requests through a node: what each event loop has for those that come on it. */
public final class RequestPath implements AutoCloseable {
  private final IdentityHashMap<EventLoop, LoopState> loops = new IdentityHashMap<>();
  private final AccessLog accessLog;
  private final StreamAccessLog streamLog;

  /**
   * What it is made of.
   *
   * @param vertx whose event loops it is on
   * @param runtimes over the same loops
   * @param software what {@code Via} and {@code Server} call this gateway: {@code quong/1.0.0}
   * @param traces which requests are traced
   */
  public record Setup(
      Vertx vertx,
      RuntimeHolder runtimes,
      Settings settings,
      HttpLimits limits,
      Metrics metrics,
      String software,
      Traces traces) {}

  public RequestPath(Setup setup) {
    Settings settings = setup.settings();
    accessLog = new AccessLog(settings);
    streamLog = new StreamAccessLog(settings);
    LoopState.Shared shared =
        new LoopState.Shared(
            new ProxySettings(settings, setup.software()),
            settings.prefix().resolve("client_body_temp"),
            new Spool.Room(settings.get(ClientKeys.QUONG_BODY_SPOOL_MAX)),
            accessLog,
            new FailureReport(setup.metrics()),
            setup.traces());
    KeepAlive keepAlive = KeepAlive.of(settings);
    VertxInternal vertx = (VertxInternal) setup.vertx();
    for (EventLoop loop : loops(vertx)) {
      // getOrCreateContext() would land on whatever loop comes next.
      Context context =
          vertx.createEventLoopContext(loop, null, Thread.currentThread().getContextClassLoader());
      UpstreamPool pool = new UpstreamPool(loop, setup.limits(), keepAlive);
      loops.put(loop, new LoopState(loop, context, setup.runtimes().of(loop), pool, shared));
    }
  }

  /** The event loops of a Vert.x. */
  public static List<EventLoop> loops(Vertx vertx) {
    List<EventLoop> loops = new ArrayList<>();
    vertx.nettyEventLoopGroup().forEach(loop -> loops.add((EventLoop) loop));
    return loops;
  }

  /**
   * What it needs of each configuration.
   *
   * @param upkeep of the same loops
   */
  public static List<RuntimePart.Maker<?>> makers(Settings settings, Upkeep upkeep) {
    TlsContexts contexts = new TlsContexts(settings);
    boolean streams = !settings.get(Keys.STREAM_LISTEN).isEmpty();
    ProbePlans probes = new ProbePlans(contexts, streams);
    return List.of(
        new Balancers.Maker(upkeep, probes, new SecureRandom()), new TlsClients.Maker(contexts));
  }

  /** Takes the requests of a client's connection, or of one of its HTTP/2 streams. */
  public void serve(Channel channel) {
    channel.pipeline().addLast(new ClientHandler(loops.get(channel.eventLoop())));
  }

  /** What a loop has for the TCP, TLS and UDP streams on it. */
  public StreamLoop streams(EventLoop loop) {
    LoopState state = loops.get(loop);
    return new StreamLoop(
        loop,
        state.context,
        state.runtime,
        state.settings::trusts,
        state.settings::published,
        streamLog);
  }

  /**
   * After the last request: closes the connections to upstreams and the access log. Not on a loop.
   */
  @Override
  public void close() {
    loops.forEach((loop, state) -> loop.submit(state::close).syncUninterruptibly());
    accessLog.close();
    streamLog.close();
  }
}
