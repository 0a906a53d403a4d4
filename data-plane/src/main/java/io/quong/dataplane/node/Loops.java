package io.quong.dataplane.node;

import io.netty.channel.EventLoop;
import io.quong.dataplane.http.HttpLimits;
import io.quong.dataplane.path.LoopState;
import io.quong.dataplane.path.ProxySettings;
import io.quong.dataplane.runtime.RuntimeHolder;
import io.quong.dataplane.upstream.KeepAlive;
import io.quong.dataplane.upstream.UpstreamPool;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/** What lives on each of the node's event loops. */
final class Loops {
  private final IdentityHashMap<EventLoop, LoopState> states = new IdentityHashMap<>();

  Loops(
      Vertx vertx,
      RuntimeHolder runtimes,
      ProxySettings settings,
      HttpLimits limits,
      KeepAlive keepAlive) {
    for (EventLoop loop : of(vertx)) {
      // A context of this very loop: a plugin's future must come back where its exchange lives.
      ContextInternal context =
          ((VertxInternal) vertx)
              .createEventLoopContext(loop, null, Thread.currentThread().getContextClassLoader());
      LoopState state =
          loop.submit(
                  () ->
                      new LoopState(
                          loop,
                          context,
                          runtimes.of(loop),
                          new UpstreamPool(loop, limits, keepAlive),
                          settings))
              .syncUninterruptibly()
              .getNow();
      states.put(loop, state);
    }
  }

  static List<EventLoop> of(Vertx vertx) {
    List<EventLoop> loops = new ArrayList<>();
    vertx.nettyEventLoopGroup().forEach(loop -> loops.add((EventLoop) loop));
    return loops;
  }

  LoopState of(EventLoop loop) {
    return states.get(loop);
  }

  void close() {
    states.forEach((loop, state) -> loop.submit(state::close).syncUninterruptibly());
  }
}
