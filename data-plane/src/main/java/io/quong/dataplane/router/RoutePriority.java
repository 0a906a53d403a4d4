package io.quong.dataplane.router;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * The order of routes in {@code traditional_compatible}: one 64-bit number, larger first, then the
 * larger UUID.
 *
 * <p>Kong means to put attribute count, header names and {@code regex_priority} into separate high
 * bits, but shifts in 32 bits: what a running 3.9 orders by is that, signs and overlaps included,
 * and routes that work there must win here too.
 */
final class RoutePriority {
  private static final UUID NAMESPACE = UUID.fromString("7f145bf9-0dce-4f91-98eb-debbce4b9f6b");
  private static final int MOST_HEADER_NAMES = 255;

  private RoutePriority() {}

  /**
   * @param attributes how many of methods, hosts, headers, snis, paths, sources, destinations are
   *     set
   * @param plainHosts whether hosts are set and none has a wildcard
   * @param regex whether the paths of this piece are regular expressions
   * @param headerNames how many header names are asked for
   * @param regexPriority the route's; counts for regular expressions only
   * @param length bytes of the prefix; 0 without a path
   */
  static long of(
      int attributes,
      boolean plainHosts,
      boolean regex,
      int headerNames,
      long regexPriority,
      int length) {
    // In int on purpose: 4 << 29 and what regexPriority shifts over the top become a sign.
    int shifted = (attributes << 29) | (Math.min(headerNames, MOST_HEADER_NAMES) << 20);
    int expression = (int) regexPriority << 19;
    long priority = plainHosts ? shifted | 1L << 60 : shifted;
    if (regex) {
      return priority | 1L << 51 | expression;
    }
    return priority | length;
  }

  /**
   * Of a route with an expression: all of them come before all others.
   *
   * @param priority the route's, 46 bits
   */
  static long ofExpression(long priority) {
    return 0xffL << 56 | priority;
  }

  /**
   * The id that ranks a piece of a route whose paths were split: UUID version 5 of {@code <route
   * id>#<number>}.
   *
   * @param number from 1, in the order in which the groups first appear in the paths
   */
  static UUID pieceId(String routeId, int number) {
    byte[] digest;
    try {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      sha1.update(
          ByteBuffer.allocate(16)
              .putLong(NAMESPACE.getMostSignificantBits())
              .putLong(NAMESPACE.getLeastSignificantBits())
              .array());
      digest = sha1.digest((routeId + "#" + number).getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException everyJvmHasIt) {
      throw new IllegalStateException(everyJvmHasIt);
    }
    ByteBuffer bytes = ByteBuffer.wrap(digest);
    long high = (bytes.getLong() & ~0xf000L) | 0x5000L;
    long low = (bytes.getLong() & ~(3L << 62)) | 1L << 63;
    return new UUID(high, low);
  }
}
