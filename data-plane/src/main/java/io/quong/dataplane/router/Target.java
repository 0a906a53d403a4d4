package io.quong.dataplane.router;

import io.quong.uri.PathNormaliser;

/**
 * A request's target: what came over the wire, kept and sliced, and the one normalised path that
 * matching, stripping and the upstream use. All text is one character a byte.
 */
public final class Target {
  private final String raw;
  private final int pathEnd;
  private final int queryEnd;
  private final String path;

  private Target(String raw, int pathEnd, int queryEnd, String path) {
    this.raw = raw;
    this.pathEnd = pathEnd;
    this.queryEnd = queryEnd;
    this.path = path;
  }

  /**
   * @param raw begins with {@code /}; of an absolute form what stands behind the authority
   * @return null when the request is a bad one (400): a broken escape, {@code %00}, {@code ..}
   *     above the root
   */
  public static Target parse(String raw) {
    if (raw.isEmpty() || raw.charAt(0) != '/') {
      return null;
    }
    int question = raw.indexOf('?', 1);
    int pathEnd = question < 0 ? raw.length() : question;
    String path = PathNormaliser.ofRequest(question < 0 ? raw : raw.substring(0, question));
    // A fragment ends a query, but not a path: that is how nginx reads it.
    int hash = question < 0 ? -1 : raw.indexOf('#', question);
    return path == null ? null : new Target(raw, pathEnd, hash < 0 ? raw.length() : hash, path);
  }

  /** Path and query as they came. */
  public String raw() {
    return raw;
  }

  /** The path as it came. */
  public String rawPath() {
    return pathEnd == raw.length() ? raw : raw.substring(0, pathEnd);
  }

  /** The normalised path. */
  public String path() {
    return path;
  }

  /**
   * What stands behind the first {@code ?} and before a {@code #}, byte for byte; null without a
   * query, empty for a bare question mark.
   */
  public String rawQuery() {
    return pathEnd == raw.length() ? null : raw.substring(pathEnd + 1, queryEnd);
  }

  @Override
  public String toString() {
    return raw;
  }
}
