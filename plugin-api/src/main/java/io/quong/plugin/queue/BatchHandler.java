package io.quong.plugin.queue;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/** Sends a batch. */
@FunctionalInterface
public interface BatchHandler {
  /**
   * Called again with the same batch when it failed, until the retry time is over.
   *
   * @return failed when the batch was not taken; the message is logged
   */
  Future<Void> send(List<Buffer> batch);
}
