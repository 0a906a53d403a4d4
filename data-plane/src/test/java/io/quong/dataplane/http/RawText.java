package io.quong.dataplane.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Bytes as they stand in the corpus: {@code \r \n \t \0 \xHH} and {@code ${8000*a}}. */
final class RawText {
  private static final Pattern REPEAT = Pattern.compile("\\$\\{(\\d+)\\*([^}]*)}");

  private RawText() {}

  static byte[] bytes(String text) {
    Matcher matcher = REPEAT.matcher(text);
    StringBuilder expanded = new StringBuilder();
    int at = 0;
    while (matcher.find()) {
      expanded.append(text, at, matcher.start());
      expanded.append(matcher.group(2).repeat(Integer.parseInt(matcher.group(1))));
      at = matcher.end();
    }
    return unescape(expanded.append(text.substring(at)).toString());
  }

  private static byte[] unescape(String text) {
    byte[] raw = text.getBytes(StandardCharsets.ISO_8859_1);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int i = 0;
    while (i < raw.length) {
      byte b = raw[i++];
      if (b != '\\') {
        out.write(b);
        continue;
      }
      byte kind = raw[i++];
      switch (kind) {
        case 'r' -> out.write('\r');
        case 'n' -> out.write('\n');
        case 't' -> out.write('\t');
        case '0' -> out.write(0);
        case 'x' -> {
          out.write(Integer.parseInt(new String(raw, i, 2, StandardCharsets.ISO_8859_1), 16));
          i += 2;
        }
        default -> out.write(kind);
      }
    }
    return out.toByteArray();
  }
}
