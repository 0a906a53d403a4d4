package io.quong.cluster;

import java.nio.charset.StandardCharsets;

/**
 * The last line after the lines of entities: {@code {"end":N}} with their number. An answer without
 * it broke off on its way.
 */
public final class SyncEnd {
  private SyncEnd() {}

  /** The line with its line feed. */
  public static byte[] line(long entities) {
    return ("{\"end\":" + entities + "}\n").getBytes(StandardCharsets.UTF_8);
  }
}
