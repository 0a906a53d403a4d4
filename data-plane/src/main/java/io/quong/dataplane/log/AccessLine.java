package io.quong.dataplane.log;

import io.quong.dataplane.path.HttpExchange;
import io.quong.plugin.ClientRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A request as nginx logs it, with the request's id behind, as Kong has it. */
final class AccessLine {
  private static final String BASIC = "Basic ";

  private AccessLine() {}

  static String of(HttpExchange exchange) {
    ClientRequest request = exchange.request();
    StringBuilder line = new StringBuilder(256);
    line.append(exchange.forwardedIp()).append(" - ");
    user(line, request.headers().get("Authorization"));
    line.append(" [").append(LogTime.local()).append("] \"");
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
    String name = user(authorization);
    if (name.isEmpty()) {
      line.append('-');
    } else {
      escape(line, name);
    }
  }

  /** The name of a basic authentication; empty for none. */
  static String user(String authorization) {
    if (authorization == null || !authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
      return "";
    }
    try {
      String login =
          new String(
              Base64.getDecoder().decode(authorization.substring(BASIC.length()).trim()),
              StandardCharsets.ISO_8859_1);
      return login.substring(0, Math.max(0, login.indexOf(':')));
    } catch (IllegalArgumentException notBase64) {
      return "";
    }
  }

  static String version(String version) {
    return switch (version) {
      case "2" -> "2.0";
      case "" -> "1.1";
      default -> version;
    };
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
  static void escape(StringBuilder line, String value) {
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
