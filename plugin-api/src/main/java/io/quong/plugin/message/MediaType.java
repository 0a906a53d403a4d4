package io.quong.plugin.message;

import java.util.Locale;

/** The kinds of request body that plugins can look into. */
public enum MediaType {
  FORM,
  JSON,
  MULTIPART,
  OTHER;

  /** By what the content type begins with, case and parameters aside; null is {@link #OTHER}. */
  public static MediaType ofPrefix(String contentType) {
    String type = contentType == null ? "" : contentType.strip().toLowerCase(Locale.ROOT);
    int end = type.indexOf(';');
    if (end >= 0) {
      type = type.substring(0, end).strip();
    }
    return switch (type) {
      case "application/x-www-form-urlencoded" -> FORM;
      case "application/json" -> JSON;
      case "multipart/form-data" -> MULTIPART;
      default -> OTHER;
    };
  }

  /**
   * Whether a Content-Type, which may list several, names JSON: {@code application/json} or {@code
   * application/*+json}.
   */
  public static boolean isJson(String contentType) {
    if (contentType == null) {
      return false;
    }
    int from = 0;
    while (from <= contentType.length()) {
      int comma = contentType.indexOf(',', from);
      int to = comma < 0 ? contentType.length() : comma;
      int semicolon = contentType.indexOf(';', from);
      int end = semicolon < 0 || semicolon > to ? to : semicolon;
      String type = contentType.substring(from, end).strip().toLowerCase(Locale.ROOT);
      if (type.equals("application/json")
          || (type.startsWith("application/") && type.endsWith("+json"))) {
        return true;
      }
      from = to + 1;
    }
    return false;
  }
}
