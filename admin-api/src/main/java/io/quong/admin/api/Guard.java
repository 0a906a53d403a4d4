package io.quong.admin.api;

import io.vertx.core.MultiMap;

/** Decides who may use the Admin API. */
public interface Guard {
  /** Kong's default: everybody who reaches it. */
  Guard OPEN = (method, headers) -> {};

  /**
   * Lets the request pass or refuses it; may block.
   *
   * @throws AdminError with 401 or 403
   */
  void admit(String method, MultiMap headers);
}
