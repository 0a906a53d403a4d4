package io.quong.schema.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.quong.schema.rule.ValueCheck;

/** A path in the characters of RFC 3986, every percent sign followed by two hex digits. */
public final class UrlPath implements ValueCheck {
  private static final String OTHERS = ".-_~/%:@!$&'()*+,;=";

  @Override
  public String refuse(JsonNode value) {
    String path = value.asText();
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (!letter && OTHERS.indexOf(c) < 0) {
        return "invalid path: '"
            + path
            + "' (characters outside of the reserved list of RFC 3986 found)";
      }
    }
    return refuseEscapes(path);
  }

  static String refuseEscapes(String path) {
    for (int i = path.indexOf('%'); i >= 0; i = path.indexOf('%', i + 1)) {
      if (!isHex(path, i + 1) || !isHex(path, i + 2)) {
        String shown = path.substring(i, Math.min(i + 3, path.length()));
        return "invalid url-encoded value: '" + shown + "'";
      }
    }
    return null;
  }

  private static boolean isHex(String path, int at) {
    return at < path.length() && path.charAt(at) < 128 && Character.digit(path.charAt(at), 16) >= 0;
  }
}
