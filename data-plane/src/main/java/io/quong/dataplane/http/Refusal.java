package io.quong.dataplane.http;

/**
 * What the codec refuses in a request, before any route is looked for. The connection ends after
 * the answer. Messages are those of Kong's error handler, which shapes the body by the {@code
 * Accept} lines that were read before the fault; where nginx answers itself, by a bare HTML page,
 * the message is null.
 */
public enum Refusal {
  BAD_REQUEST(400, "Bad Request", "Bad request"),
  METHOD_NOT_ALLOWED(405, "Not Allowed", "Method not allowed"),
  PAYLOAD_TOO_LARGE(413, "Request Entity Too Large", "Payload too large"),
  URI_TOO_LONG(414, "Request-URI Too Large", "URI too long"),
  /** nginx's status 494, which goes out as 400. */
  HEADER_TOO_LARGE(400, "Bad Request", "Request header or cookie too large"),
  /** A transfer encoding other than {@code chunked}. */
  NOT_IMPLEMENTED(501, "Not Implemented", null),
  /** nginx's status 497. */
  PLAIN_HTTP_ON_TLS_PORT(400, "Bad Request", null),
  /** HTTP/2.0 and up on a line of HTTP/1. */
  VERSION_NOT_SUPPORTED(505, "HTTP Version Not Supported", null);

  private final int status;
  private final String reason;
  private final String message;

  Refusal(int status, String reason, String message) {
    this.status = status;
    this.reason = reason;
    this.message = message;
  }

  public int status() {
    return status;
  }

  /** The phrase of the status line. */
  public String reason() {
    return reason;
  }

  /** The text of the error body, or null when {@link #page} is the answer. */
  public String message() {
    return message;
  }

  /** nginx's own page, for the refusals that Kong's error handler never sees. */
  public String page() {
    String heading = status + " " + reason;
    String detail =
        this == PLAIN_HTTP_ON_TLS_PORT ? "The plain HTTP request was sent to HTTPS port" : null;
    return "<html>\r\n<head><title>"
        + (detail == null ? heading : status + " " + detail)
        + "</title></head>\r\n<body>\r\n<center><h1>"
        + heading
        + "</h1></center>\r\n"
        + (detail == null ? "" : "<center>" + detail + "</center>\r\n")
        + "</body>\r\n</html>\r\n";
  }
}
