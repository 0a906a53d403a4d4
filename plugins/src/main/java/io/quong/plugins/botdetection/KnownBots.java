package io.quong.plugins.botdetection;

import com.google.re2j.Pattern;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What crawlers and HTTP libraries call themselves; see {@code bots.txt}. */
final class KnownBots {
  private static final List<Pattern> NAMES = read();

  private KnownBots() {}

  private static List<Pattern> read() {
    try (InputStream list = KnownBots.class.getResourceAsStream("bots.txt")) {
      return new String(list.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(Pattern::compile)
          .toList();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  static boolean contain(String userAgent) {
    return anyIn(NAMES, userAgent);
  }

  static boolean anyIn(List<Pattern> patterns, String userAgent) {
    for (Pattern pattern : patterns) {
      if (pattern.matcher(userAgent).find()) {
        return true;
      }
    }
    return false;
  }
}
