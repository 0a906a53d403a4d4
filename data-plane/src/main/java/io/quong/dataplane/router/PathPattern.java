package io.quong.dataplane.router;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.function.BiConsumer;

/** A regular expression of a route's path, tied to the path's start. */
interface PathPattern {
  /**
   * What it matches at the start, or null.
   *
   * @param bytes the path, one character a byte
   * @param text the path as Unicode; null when it is none
   */
  Found at(String bytes, String text);

  /** A match. */
  interface Found {
    /** How many bytes of the path are matched. */
    int length();

    /** The groups by number and name; none when the expression has none. */
    void captures(BiConsumer<String, String> captures);
  }

  /** In the dialect of Rust's {@code regex}, over Unicode. */
  record Unicode(Pattern pattern) implements PathPattern {
    @Override
    public Found at(String bytes, String text) {
      Matcher matcher = pattern.matcher(text);
      return matcher.lookingAt() ? new InUnicode(matcher) : null;
    }
  }

  /** A match over Unicode. */
  record InUnicode(Matcher matcher) implements Found {
    @Override
    public int length() {
      return ByteText.encode(matcher.group()).length();
    }

    @Override
    public void captures(BiConsumer<String, String> captures) {
      Captures.of(matcher, captures);
    }
  }
}
