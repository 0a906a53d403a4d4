package io.quong.dataplane.path;

import io.netty.channel.EventLoop;
import io.quong.dataplane.balancer.NameResolver;
import io.quong.dataplane.runtime.LoopRuntime;
import io.quong.dataplane.upstream.UpstreamPool;
import io.vertx.core.Context;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** What lives on one event loop and serves all its requests. */
public final class LoopState {
  private static final long SECOND = 1000;

  final EventLoop loop;
  final Context context;
  final LoopRuntime runtime;
  final UpstreamPool pool;
  final NameResolver resolver;
  final ProxySettings settings;
  final RequestIds ids = new RequestIds();
  private long dateSecond = -1;
  private String date;

  /** To be made on the loop. */
  public LoopState(
      EventLoop loop,
      Context context,
      LoopRuntime runtime,
      UpstreamPool pool,
      ProxySettings settings) {
    this.loop = loop;
    this.context = context;
    this.runtime = runtime;
    this.pool = pool;
    this.resolver = new NameResolver(loop);
    this.settings = settings;
  }

  /** The value of a {@code Date} header, made once a second. */
  String date() {
    long second = System.currentTimeMillis() / SECOND;
    if (second != dateSecond) {
      dateSecond = second;
      date = DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC));
    }
    return date;
  }

  /** Closes what is idle; on the loop. */
  public void close() {
    pool.close();
    resolver.close();
  }
}
