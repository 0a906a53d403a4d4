package io.quong.plugin;

import io.netty.buffer.ByteBuf;

/** The response as the upstream sent it. */
public interface UpstreamResponse {
  /** 0 when there is none. */
  int status();

  Headers headers();

  /**
   * The whole body in buffered proxying (a plugin of the chain has the response phase); else null.
   */
  ByteBuf body();
}
