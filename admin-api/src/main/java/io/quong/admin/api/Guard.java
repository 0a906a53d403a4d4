package io.quong.admin.api;

import io.vertx.core.MultiMap;

/** Decides who may use the Admin API. */
public interface Guard {
  /** Kong's default: everybody who reaches it. */
  Guard OPEN = (method, headers) -> null;

  /**
   * Lets the request pass or refuses it; may block.
   *
   * @return who it is; null when nobody is asked
   * @throws AdminError with 401 or 403
   */
  String admit(String method, MultiMap headers);
}
