package io.quong.dataplane.error;

/** Picks the format of an error body from an {@code Accept} header, by Kong's reading of it. */
final class MediaTypeChoice {
  private MediaTypeChoice() {}

  /**
   * The first of the items with the strictly highest quality counts.
   *
   * @return the format; JSON for a type that is not known; null when no item could be read
   */
  static ErrorFormat of(String accept) {
    ErrorFormat best = null;
    double bestQuality = 0;
    int from = 0;
    while (from <= accept.length()) {
      int comma = accept.indexOf(',', from);
      int end = comma < 0 ? accept.length() : comma;
      String item = accept.substring(from, end);
      int semicolon = item.indexOf(';');
      String type = (semicolon < 0 ? item : item.substring(0, semicolon)).trim();
      double quality = semicolon < 0 ? 1 : quality(item.substring(semicolon));
      if (type.indexOf('/') > 0 && quality > bestQuality) {
        best = known(type);
        bestQuality = quality;
      }
      from = end + 1;
    }
    return best;
  }

  private static double quality(String parameters) {
    int q = parameters.indexOf("q=");
    if (q < 0) {
      return 1;
    }
    int end = q + 2;
    while (end < parameters.length() && "0123456789.".indexOf(parameters.charAt(end)) >= 0) {
      end++;
    }
    try {
      return Double.parseDouble(parameters.substring(q + 2, end));
    } catch (NumberFormatException e) {
      return 1;
    }
  }

  private static ErrorFormat known(String type) {
    return switch (type) {
      case "text/html" -> ErrorFormat.HTML;
      case "text/plain", "text/*" -> ErrorFormat.PLAIN;
      case "application/xml" -> ErrorFormat.XML;
      default -> ErrorFormat.JSON;
    };
  }
}
