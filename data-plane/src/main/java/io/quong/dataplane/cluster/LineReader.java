package io.quong.dataplane.cluster;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Lines of bytes, each ended by a line feed, none longer than a bound. */
final class LineReader implements Closeable {
  private final InputStream in;
  private final int longest;
  private final byte[] piece = new byte[16_384];
  private int position;
  private int end;

  LineReader(InputStream in, int longest) {
    this.in = in;
    this.longest = longest;
  }

  /**
   * The next line with its line feed; null at the end.
   *
   * @throws EOFException when the end is in the middle of a line
   */
  byte[] next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(512);
    while (fill()) {
      int from = position;
      while (position < end && piece[position] != '\n') {
        position++;
      }
      boolean complete = position < end;
      int to = complete ? ++position : position;
      line.write(piece, from, to - from);
      if (line.size() > longest) {
        throw new IOException("a line of more than " + longest + " bytes");
      }
      if (complete) {
        return line.toByteArray();
      }
    }
    if (line.size() > 0) {
      throw new EOFException("broke off in the middle of a line");
    }
    return null;
  }

  private boolean fill() throws IOException {
    if (position < end) {
      return true;
    }
    position = 0;
    end = Math.max(0, in.read(piece));
    return end > 0;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
