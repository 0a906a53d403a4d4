package io.quong.dataplane.log;

import io.quong.dataplane.path.HttpExchange;
import io.quong.plugin.ClientRequest;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A request as nginx logs it, with the request's id behind, as Kong has it. */
final class AccessLine {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT);
  private static final long SECOND = 1000;

  /** The time of a second, shared by the requests that end in it. */
  private record Stamp(long second, String text) {}

  private static volatile Stamp stamp = new Stamp(-1, "");

  private AccessLine() {}

  static String of(HttpExchange exchange) {
    ClientRequest request = exchange.request();
    StringBuilder line = new StringBuilder(256);
    line.append(exchange.forwardedIp()).append(" - - [").append(now()).append("] \"");
    escape(line, request.method());
    line.append(' ');
    escape(line, request.rawPath());
    if (request.rawQuery() != null) {
      line.append('?');
      escape(line, request.rawQuery());
    }
    line.append(" HTTP/").append(version(request.httpVersion())).append("\" ");
    line.append(exchange.response().status()).append(' ').append(exchange.bodyBytes());
    quoted(line, request.headers().get("Referer"));
    quoted(line, request.headers().get("User-Agent"));
    line.append(" kong_request_id: \"").append(exchange.requestId()).append('"');
    return line.toString();
  }

  private static String version(String version) {
    return switch (version) {
      case "2" -> "2.0";
      case "" -> "1.1";
      default -> version;
    };
  }

  private static String now() {
    long second = System.currentTimeMillis() / SECOND;
    Stamp last = stamp;
    if (last.second != second) {
      last = new Stamp(second, TIME.format(ZonedDateTime.now(ZoneId.systemDefault())));
      stamp = last;
    }
    return last.text;
  }

  private static void quoted(StringBuilder line, String value) {
    line.append(" \"");
    if (value == null || value.isEmpty()) {
      line.append('-');
    } else {
      escape(line, value);
    }
    line.append('"');
  }

  /** As nginx does, so that no client can write lines of its own. */
  private static void escape(StringBuilder line, String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < 0x20 || c > 0x7e || c == '"' || c == '\\') {
        line.append("\\x");
        line.append(Character.toUpperCase(Character.forDigit(c >> 4 & 15, 16)));
        line.append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
      } else {
        line.append(c);
      }
    }
  }
}
