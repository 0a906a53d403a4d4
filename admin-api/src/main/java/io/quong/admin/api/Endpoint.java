package io.quong.admin.api;

/** Answers one method of one path. Runs on a thread that may block. */
public interface Endpoint {
  /**
   * @throws AdminError for what is told to the client
   */
  Reply answer(Call call);
}
