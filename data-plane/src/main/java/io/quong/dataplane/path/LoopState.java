package io.quong.dataplane.path;

import io.netty.channel.EventLoop;
import io.quong.dataplane.log.AccessLog;
import io.quong.dataplane.runtime.LoopRuntime;
import io.quong.dataplane.upstream.UpstreamPool;
import io.vertx.core.Context;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Executors;

/** What lives on one event loop and serves all its requests. */
final class LoopState {
  private static final long SECOND = 1000;

  final EventLoop loop;
  final Context context;
  final LoopRuntime runtime;
  final UpstreamPool pool;
  final ProxySettings settings;
  final Spool.Folder spools;
  final AccessLog accessLog;
  final FailureReport errors;
  final Traces traces;
  final RequestIds ids = new RequestIds();
  private long dateSecond = -1;
  private String date;

  /**
   * What all loops share.
   *
   * @param bodies where request bodies are kept that are too large for memory
   * @param bodyRoom how much of them
   */
  record Shared(
      ProxySettings settings,
      Path bodies,
      Spool.Room bodyRoom,
      AccessLog accessLog,
      FailureReport errors,
      Traces traces) {}

  LoopState(
      EventLoop loop, Context context, LoopRuntime runtime, UpstreamPool pool, Shared shared) {
    this.loop = loop;
    this.context = context;
    this.runtime = runtime;
    this.pool = pool;
    this.settings = shared.settings;
    this.accessLog = shared.accessLog;
    this.errors = shared.errors;
    this.traces = shared.traces;
    // Ordered: of one context, one piece of work at a time.
    this.spools =
        new Spool.Folder(
            shared.bodies,
            work -> context.executeBlocking(Executors.callable(work)),
            loop,
            shared.bodyRoom);
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
  void close() {
    pool.close();
  }
}
