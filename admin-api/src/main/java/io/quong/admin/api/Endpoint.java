package io.quong.admin.api;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerResponse;

/** Answers one method of one path. Runs on a thread that may block. */
public interface Endpoint {
  /**
   * @throws AdminError for what is told to the client
   */
  Reply answer(Call call);

  /** An endpoint whose answer goes on until the client leaves. */
  interface Stream extends Endpoint {
    /** The head of the answer, or its refusal. */
    @Override
    Reply answer(Call call);

    /** The head is written; from here on the response is the endpoint's own. */
    void stream(Call call, HttpServerResponse response);
  }

  /** An endpoint that waits for something to happen, and holds no thread meanwhile. */
  interface Later extends Endpoint {
    /**
     * @return fails with {@link AdminError} or a fault of the store
     */
    Future<Reply> later(Call call);

    @Override
    default Reply answer(Call call) {
      throw new IllegalStateException("it answers later");
    }
  }
}
