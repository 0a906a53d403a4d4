package io.quong.dataplane.path;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The tokens by which a request may ask to be traced: their digests, as the control plane gave them
 * to this node, each for a time. From any thread.
 */
public final class TraceTokens {
  private static final int MOST = 64;

  private final LongSupplier nanos;
  private volatile List<Token> tokens = List.of();

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Token(byte[] digest, long until) {}

  public TraceTokens() {
    this(System::nanoTime);
  }

  /**
   * @param nanos the time, as {@link System#nanoTime}
   */
  TraceTokens(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /**
   * Admits a token from now on; of more than 64 the oldest go.
   *
   * @param digest of its bytes, SHA-256 in hexadecimal digits
   */
  public synchronized void admit(String digest, long seconds) {
    long now = nanos.getAsLong();
    Token added =
        new Token(HexFormat.of().parseHex(digest), now + TimeUnit.SECONDS.toNanos(seconds));
    List<Token> live =
        new java.util.ArrayList<>(tokens.stream().filter(t -> t.until - now > 0).toList());
    live.add(added);
    tokens = List.copyOf(live.subList(Math.max(0, live.size() - MOST), live.size()));
  }

  /** In a time that tells nothing of the tokens. */
  boolean admits(String said) {
    List<Token> known = tokens;
    if (said == null || known.isEmpty()) {
      return false;
    }
    byte[] digest = digest(said);
    long now = nanos.getAsLong();
    boolean found = false;
    for (Token token : known) {
      found |= MessageDigest.isEqual(token.digest, digest) && token.until - now > 0;
    }
    return found;
  }

  private static byte[] digest(String token) {
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest(token.getBytes(StandardCharsets.ISO_8859_1));
    } catch (NoSuchAlgorithmException everyJvmHasIt) {
      throw new IllegalStateException(everyJvmHasIt);
    }
  }
}
