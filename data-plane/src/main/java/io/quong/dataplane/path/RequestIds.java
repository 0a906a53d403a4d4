package io.quong.dataplane.path;

import io.netty.util.concurrent.FastThreadLocal;
import java.util.SplittableRandom;

/** Request ids: 32 lower-case hex digits. One for each event loop, so without a lock. */
public final class RequestIds {
  private static final byte[] HEX = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };

  private final SplittableRandom random =
      new SplittableRandom(new java.security.SecureRandom().nextLong());
  private final byte[] digits = new byte[32];

  private static final FastThreadLocal<RequestIds> OF_THREAD =
      new FastThreadLocal<>() {
        @Override
        protected RequestIds initialValue() {
          return new RequestIds();
        }
      };

  /** The next id of the loop that this thread is. */
  public static String ofThisThread() {
    return OF_THREAD.get().next();
  }

  @SuppressWarnings("deprecation") // the quickest way from ASCII bytes to text
  String next() {
    fill(0, random.nextLong());
    fill(16, random.nextLong());
    return new String(digits, 0, 0, 32);
  }

  private void fill(int from, long bits) {
    long left = bits;
    for (int i = from; i < from + 16; i++) {
      digits[i] = HEX[(int) (left & 15)];
      left >>>= 4;
    }
  }
}
