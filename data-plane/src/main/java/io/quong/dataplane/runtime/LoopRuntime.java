package io.quong.dataplane.runtime;

import io.netty.channel.EventLoop;
import java.util.concurrent.Executor;

/** The current Runtime of one event loop; touched only there. */
public final class LoopRuntime {
  private final EventLoop loop;
  private RuntimeLease current;

  LoopRuntime(EventLoop loop, RuntimeLease first) {
    this.loop = loop;
    this.current = first;
  }

  /** Takes the current Runtime for a request; {@link RuntimeLease#release} at its end, once. */
  public RuntimeLease acquire() {
    current.retain();
    return current;
  }

  /** The current Runtime for what ends before the loop does anything else. */
  public Runtime peek() {
    return current.runtime();
  }

  void swap(RuntimeLease next) {
    RuntimeLease before = current;
    current = next;
    before.retire();
  }

  Executor executor() {
    return loop;
  }
}
