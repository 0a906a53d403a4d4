package io.quong.dataplane.router;

import com.google.re2j.Pattern;
import io.quong.dataplane.http.HeaderBlock;
import io.quong.dataplane.http.HeaderName;
import io.quong.regex.RustRegex;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * What a route asks of one header: any of its lines has any of the values. Names and values compare
 * in any letter case; a header that is not there counts as the empty text.
 */
final class HeaderCondition {
  private static final String REGEX = "~*";

  private final HeaderName dashes;
  private final HeaderName underscores;
  private final String[] values;
  private final Pattern[] patterns;
  private final boolean needsLine;
  private final Pcre pcre;

  private HeaderCondition(String name, List<String> values, List<Pattern> patterns) {
    String lower = HostPattern.lower(name);
    this.dashes = HeaderName.of(lower.replace('_', '-'));
    this.underscores = HeaderName.of(lower.replace('-', '_'));
    this.needsLine = false;
    this.pcre = null;
    this.values = values.toArray(String[]::new);
    this.patterns = patterns.toArray(Pattern[]::new);
  }

  private HeaderCondition(String name, List<String> values, Pcre pcre) {
    String lower = HostPattern.lower(name);
    this.dashes = HeaderName.of(lower.replace('_', '-'));
    this.underscores = HeaderName.of(lower);
    this.values = values.toArray(String[]::new);
    this.patterns = new Pattern[0];
    this.needsLine = true;
    this.pcre = pcre;
  }

  /**
   * As the flavour {@code traditional} has it: a header that is not there fits nothing, and only a
   * value that stands alone may be an expression, which sees the request's value in lower case.
   */
  static HeaderCondition traditional(String name, List<String> configured) {
    List<String> values = new ArrayList<>();
    configured.forEach(value -> values.add(HostPattern.lower(ByteText.encode(value))));
    boolean regex = configured.size() == 1 && configured.get(0).startsWith(REGEX);
    return new HeaderCondition(
        name, values, regex ? Pcre.compile(configured.get(0).substring(2)) : null);
  }

  /**
   * @param configured values; {@code ~*} before one makes the rest a regular expression, not
   *     anchored
   */
  static HeaderCondition of(String name, List<String> configured) {
    List<String> values = new ArrayList<>();
    List<Pattern> patterns = new ArrayList<>();
    for (String value : configured) {
      if (value.startsWith(REGEX)) {
        patterns.add(RustRegex.compile(value.substring(2), Pattern.CASE_INSENSITIVE));
      } else {
        values.add(HostPattern.lower(ByteText.encode(value)));
      }
    }
    return new HeaderCondition(name, values, patterns);
  }

  /**
   * @param limit how many header lines are looked at
   */
  boolean fits(HeaderBlock headers, int limit) {
    HeaderName name = spelling(headers, limit);
    int line = headers.find(name, 0);
    if (line < 0 || line >= limit) {
      return !needsLine && fitsText("");
    }
    for (; line >= 0 && line < limit; line = headers.find(name, line + 1)) {
      for (String value : values) {
        if (headers.valueEqualsIgnoreCase(line, value)) {
          return true;
        }
      }
      if (patterns.length > 0 && fitsText(headers.value(line))) {
        return true;
      }
      if (pcre != null && pcre.find(HostPattern.lower(headers.value(line)))) {
        return true;
      }
    }
    return false;
  }

  /** Groups of the expression that fits, by number and name. */
  void capture(HeaderBlock headers, int limit, BiConsumer<String, String> captures) {
    if (patterns.length == 0) {
      return;
    }
    HeaderName name = spelling(headers, limit);
    int line = headers.find(name, 0);
    if (line < 0 || line >= limit) {
      Captures.ofSearch(patterns, "", captures);
    }
    for (; line >= 0 && line < limit; line = headers.find(name, line + 1)) {
      String value = ByteText.decode(HostPattern.lower(headers.value(line)));
      if (value != null && Captures.ofSearch(patterns, value, captures)) {
        return;
      }
    }
  }

  /** Whether only listed values fit, so that a look-up by value finds the route. */
  boolean literal() {
    return patterns.length == 0 && pcre == null;
  }

  String[] values() {
    return values;
  }

  HeaderName name() {
    return dashes;
  }

  /**
   * Kong asks for the name with underscores, and for the one with dashes when no line has that: a
   * name with both kinds is neither.
   */
  HeaderName spelling(HeaderBlock headers, int limit) {
    int line = headers.find(underscores, 0);
    return line >= 0 && line < limit ? underscores : dashes;
  }

  private boolean fitsText(String value) {
    String text = ByteText.decode(value);
    if (text == null) {
      return false;
    }
    for (Pattern pattern : patterns) {
      if (pattern.matcher(text).find()) {
        return true;
      }
    }
    return false;
  }
}
