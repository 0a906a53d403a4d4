package io.quong.schema.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.quong.schema.rule.ValueCheck;
import java.nio.charset.StandardCharsets;

/** A name: letters, digits, dot, dash, underscore, tilde, or any other UTF-8. */
public final class Utf8Name implements ValueCheck {
  @Override
  public String refuse(JsonNode value) {
    String name = value.asText();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (Character.isSurrogate(c) && isLone(name, i)) {
        return broken(name, i);
      }
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (c < 128 && !letter && ".-_~".indexOf(c) < 0) {
        return "invalid value '"
            + name
            + "': the only accepted ascii characters are alphanumerics or ., -, _, and ~";
      }
    }
    return null;
  }

  /** Half a character: JSON can write it, UTF-8 can not. */
  static boolean isLone(String text, int at) {
    return Character.isHighSurrogate(text.charAt(at))
        ? at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1))
        : at == 0 || !Character.isHighSurrogate(text.charAt(at - 1));
  }

  static String broken(String text, int at) {
    int position = text.substring(0, at).getBytes(StandardCharsets.UTF_8).length + 1;
    return "invalid utf-8 character sequence detected at position " + position;
  }
}
