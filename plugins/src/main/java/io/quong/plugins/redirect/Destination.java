package io.quong.plugins.redirect;

import io.quong.plugin.message.ByteText;
import io.quong.plugin.message.Url;
import java.util.Locale;

/** A URL whose path and query are replaced, written as the WHATWG's URL standard has it. */
final class Destination {
  private static final String HEX = "0123456789ABCDEF";
  private static final String ESCAPED_IN_PATH = " \"#<>?`{}^";
  private static final String ESCAPED_IN_QUERY = " \"#<>'";

  private final String origin;
  private final String fragment;

  Destination(String location) {
    Url url = Url.parse(location);
    int hash = location.indexOf('#');
    String scheme = url.scheme().toLowerCase(Locale.ROOT);
    int standard = scheme.equals("https") ? 443 : scheme.equals("http") ? 80 : 0;
    String login = url.userInfo() == null ? "" : url.userInfo() + "@";
    String port = url.port() == 0 || url.port() == standard ? "" : ":" + url.port();
    this.origin = ByteText.of(scheme + "://" + login + url.host().toLowerCase(Locale.ROOT) + port);
    this.fragment = hash < 0 ? "" : ByteText.of(location.substring(hash));
  }

  /**
   * @param path normalised; byte text
   * @param query null when there is none, and then the location's own goes too
   */
  String with(String path, String query) {
    StringBuilder out = new StringBuilder(origin.length() + path.length() + 16).append(origin);
    escape(path, ESCAPED_IN_PATH, out);
    if (query != null && !query.isEmpty()) {
      out.append('?');
      escape(query, ESCAPED_IN_QUERY, out);
    }
    return out.append(fragment).toString();
  }

  private static void escape(String bytes, String escaped, StringBuilder out) {
    for (int i = 0; i < bytes.length(); i++) {
      char c = bytes.charAt(i);
      if (c <= 0x1f || c >= 0x7f || escaped.indexOf(c) >= 0) {
        out.append('%').append(HEX.charAt(c >> 4 & 15)).append(HEX.charAt(c & 15));
      } else {
        out.append(c);
      }
    }
  }
}
