package io.quong.dataplane.router;

import io.quong.uri.PathNormaliser;

/**
 * A request's target: what came over the wire, kept and sliced, and the one normalised path that
 * matching, stripping and the upstream use. All text is one character a byte.
 */
public final class Target {
  private final String raw;
  private final int pathEnd;
  private final String path;

  private Target(String raw, int pathEnd, String path) {
    this.raw = raw;
    this.pathEnd = pathEnd;
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
    return path == null ? null : new Target(raw, pathEnd, path);
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
   * What stands behind the first {@code ?}, byte for byte; null without one, empty for a bare one.
   */
  public String rawQuery() {
    return pathEnd == raw.length() ? null : raw.substring(pathEnd + 1);
  }

  @Override
  public String toString() {
    return raw;
  }
}
