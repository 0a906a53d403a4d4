package io.quong.plugins.proxycache;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.quong.plugin.Headers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** An answer on its way to the client, of which a copy is made. */
final class Recording {
  /** A longer body is not kept. */
  private static final int MAX_BODY = 16 << 20;

  private static final int FIRST_SIZE = 4096;

  private final String key;
  private int status;
  private List<String> headers;
  private long ttl;
  private byte[] body = new byte[0];
  private int length;

  Recording(String key) {
    this.key = key;
  }

  String key() {
    return key;
  }

  /** Seconds for which the answer is fresh. */
  long ttl() {
    return ttl;
  }

  void begin(int code, Headers answer, long freshFor) {
    status = code;
    ttl = freshFor;
    headers = new ArrayList<>(2 * answer.size());
    for (int line = 0; line < answer.size(); line++) {
      headers.add(answer.name(line));
      headers.add(answer.value(line));
    }
  }

  /** Copies a piece; false when that makes too much. */
  boolean add(ByteBuf piece) {
    int more = piece.readableBytes();
    if (length + more > MAX_BODY) {
      return false;
    }
    if (length + more > body.length) {
      body = Arrays.copyOf(body, Math.max(length + more, Math.max(FIRST_SIZE, body.length * 2)));
    }
    piece.getBytes(piece.readerIndex(), body, length, more);
    length += more;
    return true;
  }

  private ByteBuf kept() {
    byte[] exact = Arrays.copyOf(body, length);
    return Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(exact)).asReadOnly();
  }

  /**
   * @param now milliseconds since the epoch
   * @param keptFor seconds
   */
  CachedAnswer end(long now, long keptFor) {
    return new CachedAnswer(status, headers, kept(), now / 1000, ttl, now + keptFor * 1000);
  }
}
