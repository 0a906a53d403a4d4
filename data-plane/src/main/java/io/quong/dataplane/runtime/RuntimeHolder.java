package io.quong.dataplane.runtime;

import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The current Runtime of each event loop. A request takes a lease at its start and gives it back at
 * its end; what a newer Runtime no longer has is closed when no request is left on it or on any
 * before it. Counting is done per loop, without atomics.
 */
public final class RuntimeHolder {
  private final IdentityHashMap<EventLoop, LoopRuntime> loops = new IdentityHashMap<>();
  private final Deque<Generation> retired = new ArrayDeque<>();
  private Generation current;

  /**
   * @param first what requests run on until the first configuration
   */
  public RuntimeHolder(List<? extends EventLoop> loops, Runtime first) {
    current = new Generation(first, loops.size());
    for (EventLoop loop : loops) {
      this.loops.put(loop, new LoopRuntime(loop, new RuntimeLease(current, this)));
    }
  }

  /** A loop's view; to be kept with what lives on the loop. */
  public LoopRuntime of(EventLoop loop) {
    LoopRuntime found = loops.get(loop);
    if (found == null) {
      throw new IllegalArgumentException("not an event loop of the proxy");
    }
    return found;
  }

  /** The newest Runtime; for those who are on no event loop. */
  public synchronized Runtime current() {
    return current.runtime;
  }

  /**
   * Makes a Runtime the current one of every loop and returns when it is.
   *
   * @param replaced what it no longer has of the one before; closed after the last request on that
   */
  void swap(Runtime next, List<AutoCloseable> replaced) {
    Generation generation;
    synchronized (this) {
      generation = new Generation(next, loops.size());
      current.replaced = replaced;
      retired.add(current);
      current = generation;
    }
    List<CompletableFuture<Void>> swaps = new ArrayList<>();
    for (LoopRuntime loop : loops.values()) {
      RuntimeLease lease = new RuntimeLease(generation, this);
      swaps.add(CompletableFuture.runAsync(() -> loop.swap(lease), loop.executor()));
    }
    try {
      CompletableFuture.allOf(swaps.toArray(CompletableFuture<?>[]::new)).join();
    } catch (CompletionException shuttingDown) {
      throw new IllegalStateException("an event loop is gone", shuttingDown);
    }
  }

  /** A loop has no request left on a generation that is not its current one. */
  void drained(Generation generation) {
    List<AutoCloseable> due = new ArrayList<>();
    synchronized (this) {
      generation.loopsLeft--;
      while (!retired.isEmpty() && retired.peek().loopsLeft == 0) {
        due.addAll(retired.poll().replaced);
      }
    }
    Closing.closeAll(due);
  }

  /** One Runtime and the loops that may still have requests on it. */
  static final class Generation {
    final Runtime runtime;
    private int loopsLeft;
    private List<AutoCloseable> replaced = List.of();

    Generation(Runtime runtime, int loops) {
      this.runtime = runtime;
      this.loopsLeft = loops;
    }
  }
}
