package io.quong.admin.store;

/**
 * Where a write comes from.
 *
 * @param who by the guard; null when nobody is asked
 * @param source the client's address; null for the gateway's own doing
 */
public record Origin(String who, String source) {
  /** What the gateway does by itself. */
  public static final Origin OWN = new Origin(null, null);
}
