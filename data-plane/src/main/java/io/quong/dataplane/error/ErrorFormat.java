package io.quong.dataplane.error;

/** The forms of an error body, byte for byte Kong's. */
public enum ErrorFormat {
  JSON("application/json"),
  PLAIN("text/plain"),
  XML("application/xml"),
  HTML("text/html");

  private final String type;

  ErrorFormat(String type) {
    this.type = type;
  }

  public String contentType() {
    return type + "; charset=utf-8";
  }

  /** The format of a media type such as the setting {@code error_default_type}. */
  public static ErrorFormat ofType(String type) {
    for (ErrorFormat format : values()) {
      if (format.type.equals(type)) {
        return format;
      }
    }
    return PLAIN;
  }

  /**
   * @param accept the client's {@code Accept}, or null
   * @param contentType the request's {@code Content-Type}, which family B reads like an Accept
   * @param otherwise the format of family B when neither decides
   */
  public static ErrorFormat choose(
      ProxyError.Family family, String accept, String contentType, ErrorFormat otherwise) {
    if (family == ProxyError.Family.A) {
      ErrorFormat asked = accept == null ? null : MediaTypeChoice.of(accept);
      return asked == null ? JSON : asked;
    }
    String text = accept != null ? accept : contentType;
    ErrorFormat asked = text == null ? null : MediaTypeChoice.of(text);
    return asked != null ? asked : text == null ? otherwise : JSON;
  }
}
