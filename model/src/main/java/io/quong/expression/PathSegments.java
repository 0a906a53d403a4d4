package io.quong.expression;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Segments of a path: {@code http.path.segments.1}, {@code http.path.segments.0_2}.
 *
 * @param first counted from 0
 * @param last the same as the first for a single one
 */
public record PathSegments(int first, int last) {
  private static final Pattern FORM = Pattern.compile("(0|[1-9][0-9]{0,8})(?:_([1-9][0-9]{0,8}))?");

  /** What stands behind {@code http.path.segments.}; null when it is ill-formed. */
  public static PathSegments parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return null;
    }
    int first = Integer.parseInt(matcher.group(1));
    if (matcher.group(2) == null) {
      return new PathSegments(first, first);
    }
    int last = Integer.parseInt(matcher.group(2));
    return first < last ? new PathSegments(first, last) : null;
  }
}
