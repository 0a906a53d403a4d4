package io.quong.plugins.hmacauth;

import io.quong.plugin.ClientRequest;
import io.quong.plugin.Exchange;
import io.quong.plugin.message.HeaderField;
import java.util.Locale;

/** What a client signs: lines for the headers that it lists, the request target among them. */
final class SigningText {
  private SigningText() {}

  /**
   * @param listed names separated by single blanks, as the client lists them
   */
  static String of(Exchange exchange, String listed) {
    StringBuilder out = new StringBuilder();
    int from = 0;
    while (from <= listed.length()) {
      int to = listed.indexOf(' ', from);
      if (to < 0) {
        to = listed.length();
      }
      if (from > 0) {
        out.append('\n');
      }
      line(exchange, listed.substring(from, to), out);
      from = to + 1;
    }
    return out.toString();
  }

  private static void line(Exchange exchange, String name, StringBuilder out) {
    String value =
        name.isEmpty() ? null : new HeaderField(name).first(exchange.upstream().headers());
    if (value != null) {
      out.append(name).append(": ").append(value);
    } else if (name.equals("@request-target")) {
      String method = exchange.upstream().method().toLowerCase(Locale.ROOT);
      out.append(name).append(": ").append(method).append(' ');
      target(exchange.request(), out);
    } else if (name.equals("request-line")) {
      out.append(exchange.upstream().method()).append(' ');
      target(exchange.request(), out);
      String version = exchange.request().httpVersion();
      out.append(" HTTP/").append(version).append(version.indexOf('.') < 0 ? ".0" : "");
    } else {
      out.append(name).append(':');
    }
  }

  private static void target(ClientRequest request, StringBuilder out) {
    out.append(request.rawPath());
    if (request.rawQuery() != null) {
      out.append('?').append(request.rawQuery());
    }
  }
}
