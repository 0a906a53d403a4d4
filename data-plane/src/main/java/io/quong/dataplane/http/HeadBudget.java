package io.quong.dataplane.http;

/**
 * Counts a request head against nginx's buffers without having them: a small first one, then {@code
 * large_client_header_buffers}. A line never stands across two buffers, so what is left of one when
 * the next line does not fit is lost. Reading stops at the end of each buffer, as nginx's does, so
 * that the verdict does not depend on how the bytes came in.
 */
final class HeadBudget {
  private final HttpLimits limits;
  private int lineStart;
  private int room;
  private int used;

  HeadBudget(HttpLimits limits) {
    this.limits = limits;
    reset();
  }

  void reset() {
    lineStart = 0;
    room = limits.firstBuffer();
    used = 0;
  }

  /** Up to where bytes may be read before {@link #extend} is asked. */
  int end() {
    return lineStart + room;
  }

  /** A line ended before this position. */
  void lineEnded(int position) {
    room -= position - lineStart;
    lineStart = position;
  }

  /**
   * All of the buffer is read and the line is not complete.
   *
   * @return false when there is no other buffer that it would fit into
   */
  boolean extend() {
    if (used == limits.bufferCount() || room >= limits.bufferSize()) {
      return false;
    }
    used++;
    room = limits.bufferSize();
    return true;
  }
}
