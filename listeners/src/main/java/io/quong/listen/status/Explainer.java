package io.quong.listen.status;

import io.vertx.core.Future;

/** Explains where a described request would go, and what happened to one that has been. */
public interface Explainer {
  /**
   * Must not block: what takes time goes to a worker.
   *
   * @param question JSON
   * @param text whether the answer is for people to read
   */
  Future<Explained> explain(String question, boolean text);

  /**
   * What happened to a request that was traced: {@code GET /quong/explain/<request id>}.
   *
   * @return with status 404 for one that is not known, 202 for one that has not ended
   */
  Future<Explained> trace(String requestId, boolean text);

  /**
   * @param status 200, or 400 for a question that cannot be understood
   * @param text whether the body is plain text; else JSON
   */
  record Explained(int status, boolean text, String body) {}
}
