package io.quong.dataplane.error;

/** The words that go with a status: reason phrase, error message, gRPC code and its name. */
public final class StatusText {
  private static final String[] GRPC_NAMES = {
    "OK",
    "Canceled",
    "Unknown",
    "InvalidArgument",
    "DeadlineExceeded",
    "NotFound",
    "AlreadyExists",
    "PermissionDenied",
    "ResourceExhausted",
    "FailedPrecondition",
    "Aborted",
    "OutOfRange",
    "Unimplemented",
    "Internal",
    "Unavailable",
    "DataLoss",
    "Unauthenticated"
  };

  private StatusText() {}

  /** The phrase that Kong puts behind a status of its own; empty where it has none. */
  public static String reason(int status) {
    return switch (status) {
      case 100 -> "Continue";
      case 101 -> "Switching Protocols";
      case 200 -> "OK";
      case 201 -> "Created";
      case 202 -> "Accepted";
      case 204 -> "No Content";
      case 206 -> "Partial Content";
      case 300 -> "Multiple Choices";
      case 301 -> "Moved Permanently";
      case 302 -> "Moved Temporarily";
      case 303 -> "See Other";
      case 304 -> "Not Modified";
      case 307 -> "Temporary Redirect";
      case 308 -> "Permanent Redirect";
      case 400 -> "Bad Request";
      case 401 -> "Unauthorized";
      case 402 -> "Payment Required";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 405 -> "Not Allowed";
      case 406 -> "Not Acceptable";
      case 408 -> "Request Time-out";
      case 409 -> "Conflict";
      case 410 -> "Gone";
      case 411 -> "Length Required";
      case 412 -> "Precondition Failed";
      case 413 -> "Request Entity Too Large";
      case 414 -> "Request-URI Too Large";
      case 415 -> "Unsupported Media Type";
      case 416 -> "Requested Range Not Satisfiable";
      case 421 -> "Misdirected Request";
      case 429 -> "Too Many Requests";
      case 500 -> "Internal Server Error";
      case 501 -> "Not Implemented";
      case 502 -> "Bad Gateway";
      case 503 -> "Service Temporarily Unavailable";
      case 504 -> "Gateway Time-out";
      case 505 -> "HTTP Version Not Supported";
      case 507 -> "Insufficient Storage";
      default -> "";
    };
  }

  /** The message of an error body when nothing more exact is known. */
  public static String message(int status) {
    return switch (status) {
      case 400 -> "Bad request";
      case 401 -> "Unauthorized";
      case 402 -> "Payment required";
      case 403 -> "Forbidden";
      case 404 -> "Not found";
      case 405 -> "Method not allowed";
      case 406 -> "Not acceptable";
      case 407 -> "Proxy authentication required";
      case 408 -> "Request timeout";
      case 409 -> "Conflict";
      case 410 -> "Gone";
      case 411 -> "Length required";
      case 412 -> "Precondition failed";
      case 413 -> "Payload too large";
      case 414 -> "URI too long";
      case 415 -> "Unsupported media type";
      case 416 -> "Range not satisfiable";
      case 417 -> "Expectation failed";
      case 418 -> "I'm a teapot";
      case 421 -> "Misdirected request";
      case 422 -> "Unprocessable entity";
      case 423 -> "Locked";
      case 424 -> "Failed dependency";
      case 425 -> "Too early";
      case 426 -> "Upgrade required";
      case 428 -> "Precondition required";
      case 429 -> "Too many requests";
      case 431 -> "Request header fields too large";
      case 451 -> "Unavailable for legal reasons";
      case 494 -> "Request header or cookie too large";
      case 500 -> "An unexpected error occurred";
      case 501 -> "Not implemented";
      case 502 -> "An invalid response was received from the upstream server";
      case 503 -> "The upstream server is currently unavailable";
      case 504 -> "The upstream server is timing out";
      case 505 -> "HTTP version not supported";
      case 506 -> "Variant also negotiates";
      case 507 -> "Insufficient storage";
      case 508 -> "Loop detected";
      case 510 -> "Not extended";
      case 511 -> "Network authentication required";
      default -> "The upstream server responded with " + status;
    };
  }

  /** The {@code grpc-status} for an HTTP status. */
  public static int grpcCode(int status) {
    return switch (status) {
      case 200 -> 0;
      case 400 -> 3;
      case 401 -> 16;
      case 403 -> 7;
      case 404 -> 5;
      case 409 -> 6;
      case 429 -> 8;
      case 499 -> 1;
      case 500 -> 13;
      case 501 -> 12;
      case 503 -> 14;
      case 504 -> 4;
      default -> {
        int family = status / 100;
        yield family == 2 ? 0 : family == 4 ? 3 : family == 5 ? 13 : 2;
      }
    };
  }

  public static String grpcName(int code) {
    return code >= 0 && code < GRPC_NAMES.length ? GRPC_NAMES[code] : "Unknown";
  }
}
