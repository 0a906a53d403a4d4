package io.quong.settings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A {@code kong.conf}: lines of {@code key = value}; {@code #} begins a comment, also after a
 * value, {@code \#} stands for itself. No sections, no quoting, no line continuation.
 */
final class ConfigFile {
  private ConfigFile() {}

  /**
   * Values by key, in the file's order; the last of equal keys holds.
   *
   * @throws BadValue when there is no such file, or it cannot be read
   */
  static Map<String, String> read(Path file) throws BadValue {
    if (!Files.isRegularFile(file)) {
      throw new BadValue("no file at: " + file);
    }
    try {
      return parse(Files.readString(file, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new BadValue("could not read file at " + file + ": " + e.getMessage());
    }
  }

  static Map<String, String> parse(String text) {
    Map<String, String> values = new LinkedHashMap<>();
    text.lines()
        .forEach(
            line -> {
              String plain = withoutComment(line).strip();
              int equals = plain.indexOf('=');
              if (equals > 0) {
                values.put(plain.substring(0, equals).strip(), plain.substring(equals + 1).strip());
              }
            });
    return values;
  }

  private static String withoutComment(String line) {
    StringBuilder plain = new StringBuilder(line.length());
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '#') {
        break;
      }
      if (c == '\\' && i + 1 < line.length() && line.charAt(i + 1) == '#') {
        i++;
        c = '#';
      }
      plain.append(c);
    }
    return plain.toString();
  }
}
