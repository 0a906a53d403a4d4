package io.quong.plugins.oauth2;

import io.quong.plugin.message.Arguments;
import io.quong.plugin.message.ByteText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Where a user is sent back to, with what the application is told. */
final class Redirect {
  private Redirect() {}

  /** The registered URI with the parameters in its query, sorted by name with those it has. */
  static String query(String uri, Map<String, String> parameters) {
    int question = uri.indexOf('?');
    Map<String, String> all = new TreeMap<>();
    if (question >= 0) {
      Arguments own = Arguments.parse(ByteText.of(uri.substring(question + 1)), 100);
      for (String name : own.names()) {
        all.put(ByteText.unicode(name), ByteText.unicode(own.all(name).get(0)));
      }
    }
    all.putAll(parameters);
    return (question < 0 ? uri : uri.substring(0, question)) + '?' + encode(all);
  }

  /** The registered URI with the parameters behind a {@code #}. */
  static String fragment(String uri, Map<String, String> parameters) {
    return uri + '#' + encode(parameters);
  }

  private static String encode(Map<String, String> parameters) {
    List<String> pieces = new ArrayList<>();
    new TreeMap<>(parameters)
        .forEach((name, value) -> pieces.add(escape(name) + '=' + escape(value)));
    return String.join("&", pieces);
  }

  /** Kong escapes here all but letters, digits and {@code _}, with hex digits in lower case. */
  private static String escape(String text) {
    String bytes = ByteText.of(text);
    StringBuilder out = new StringBuilder(bytes.length());
    for (int i = 0; i < bytes.length(); i++) {
      char c = bytes.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (letter || (c >= '0' && c <= '9') || c == '_') {
        out.append(c);
      } else {
        out.append('%')
            .append(Character.forDigit(c >> 4, 16))
            .append(Character.forDigit(c & 15, 16));
      }
    }
    return out.toString();
  }
}
