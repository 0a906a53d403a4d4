package io.quong.plugins.proxycache;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** A media type with its parameters, or a pattern of one. */
record ContentType(String type, String subtype, Map<String, String> parameters) {
  /** Null when the text is none. */
  static ContentType parse(String text) {
    int end = text.indexOf(';');
    String name = (end < 0 ? text : text.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    int slash = name.indexOf('/');
    if (slash <= 0 || slash == name.length() - 1) {
      return null;
    }
    Map<String, String> parameters = new HashMap<>();
    while (end >= 0 && end < text.length()) {
      int next = text.indexOf(';', end + 1);
      String part = text.substring(end + 1, next < 0 ? text.length() : next).strip();
      int equals = part.indexOf('=');
      if (equals > 0) {
        String value = part.substring(equals + 1).strip();
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        parameters.put(
            part.substring(0, equals).strip().toLowerCase(Locale.ROOT),
            quoted ? value.substring(1, value.length() - 1) : value);
      } else if (!part.isEmpty()) {
        return null;
      }
      end = next;
    }
    return new ContentType(name.substring(0, slash), name.substring(slash + 1), parameters);
  }

  /** Whether this pattern takes the type in. */
  boolean includes(ContentType other) {
    return (type.equals("*") || type.equals(other.type))
        && (subtype.equals("*") || subtype.equals(other.subtype))
        && parameters.equals(other.parameters);
  }
}
