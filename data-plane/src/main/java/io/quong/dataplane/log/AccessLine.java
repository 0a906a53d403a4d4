package io.quong.dataplane.log;

import io.quong.dataplane.path.HttpExchange;
import io.quong.plugin.ClientRequest;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;

/** A request as nginx logs it, with the request's id behind, as Kong has it. */
final class AccessLine {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT);
  private static final long SECOND = 1000;
  private static final String BASIC = "Basic ";

  /** The time of a second, shared by the requests that end in it. */
  private record Stamp(long second, String text) {}

  private static volatile Stamp stamp = new Stamp(-1, "");

  private AccessLine() {}

  static String of(HttpExchange exchange) {
    ClientRequest request = exchange.request();
    StringBuilder line = new StringBuilder(256);
    line.append(exchange.forwardedIp()).append(" - ");
    user(line, request.headers().get("Authorization"));
    line.append(" [").append(now()).append("] \"");
    escape(line, request.method());
    line.append(' ');
    escape(line, exchange.requestTarget());
    line.append(" HTTP/").append(version(request.httpVersion())).append("\" ");
    line.append(exchange.response().status()).append(' ').append(exchange.bodyBytes());
    quoted(line, request.headers().get("Referer"));
    quoted(line, request.headers().get("User-Agent"));
    line.append(" kong_request_id: \"").append(exchange.requestId()).append('"');
    return line.toString();
  }

  /** The name of a basic authentication, whether anything has checked it or not. */
  private static void user(StringBuilder line, String authorization) {
    String name = "";
    if (authorization != null && authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
      try {
        String login =
            new String(
                Base64.getDecoder().decode(authorization.substring(BASIC.length()).trim()),
                StandardCharsets.ISO_8859_1);
        name = login.substring(0, Math.max(0, login.indexOf(':')));
      } catch (IllegalArgumentException notBase64) {
        name = "";
      }
    }
    if (name.isEmpty()) {
      line.append('-');
    } else {
      escape(line, name);
    }
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
