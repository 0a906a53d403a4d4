package io.quong.admin.store;

import java.util.concurrent.CompletableFuture;

/** Takes writes. */
public interface Writer {
  /** What a write does; its result is what it answers. */
  interface Write<T> {
    T in(Transaction transaction);
  }

  /**
   * What became of a write.
   *
   * @param version the version that holds it; the newest one when it changed nothing
   */
  record Result<T>(T value, long version) {}

  /**
   * Queues a write.
   *
   * @return fails with {@link StoreFault}, or with what the write threw
   */
  <T> CompletableFuture<Result<T>> submit(Origin origin, Write<T> write);
}
