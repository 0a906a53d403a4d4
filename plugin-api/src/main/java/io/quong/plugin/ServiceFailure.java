package io.quong.plugin;

/** A {@link ServiceCall} that got no whole answer. */
public final class ServiceFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final long retryAfter;

  /** Why. */
  public enum Kind {
    /** A guard did not let it through. */
    REFUSED,
    /** Nobody was reached, or the connection ended before the answer. */
    CONNECT,
    TIMEOUT,
    /** What came is no HTTP, or too long. */
    UNUSABLE,
    /** The plugin gave it up. */
    CANCELLED
  }

  public ServiceFailure(Kind kind, String message) {
    this(kind, message, 0);
  }

  /**
   * @param retryAfter seconds until another try may be let through; 0 when nobody knows
   */
  public ServiceFailure(Kind kind, String message, long retryAfter) {
    super(message, null, false, false);
    this.kind = kind;
    this.retryAfter = retryAfter;
  }

  public Kind kind() {
    return kind;
  }

  public long retryAfter() {
    return retryAfter;
  }
}
