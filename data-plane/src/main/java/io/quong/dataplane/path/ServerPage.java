package io.quong.dataplane.path;

/** The bodies that nginx puts into an answer without one. */
final class ServerPage {
  private ServerPage() {}

  /** Whether Kong's error page stands in for nginx's. */
  static boolean errorPage(int status) {
    return switch (status) {
      case 400, 408, 411, 412, 413, 414, 417, 494, 504 -> true;
      default -> false;
    };
  }

  /** Whether it stands in also where a script ends a request without a body. */
  static boolean exitPage(int status) {
    return switch (status) {
      case 404, 405, 500, 502, 503 -> true;
      default -> errorPage(status);
    };
  }

  /** nginx's own small page; null where it has none. */
  static String of(int status) {
    String title = title(status);
    return title == null
        ? null
        : "<html>\r\n<head><title>%1$d %2$s</title></head>\r\n<body>\r\n<center><h1>%1$d %2$s</h1></center>\r\n</body>\r\n</html>\r\n"
            .formatted(status, title);
  }

  private static String title(int status) {
    return switch (status) {
      case 301 -> "Moved Permanently";
      case 302 -> "Found";
      case 303 -> "See Other";
      case 307 -> "Temporary Redirect";
      case 308 -> "Permanent Redirect";
      case 402 -> "Payment Required";
      case 403 -> "Forbidden";
      case 406 -> "Not Acceptable";
      case 409 -> "Conflict";
      case 410 -> "Gone";
      case 415 -> "Unsupported Media Type";
      case 416 -> "Requested Range Not Satisfiable";
      case 421 -> "Misdirected Request";
      case 429 -> "Too Many Requests";
      case 501 -> "Not Implemented";
      case 505 -> "HTTP Version Not Supported";
      case 507 -> "Insufficient Storage";
      default -> null;
    };
  }
}
