package io.quong.dataplane.path;

import io.quong.dataplane.balancer.HashSource;
import io.quong.plugin.message.Arguments;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What a request offers to be hashed on; read when an upstream hashes. */
final class HashInput implements HashSource {
  private static final int HEX = 16;

  private final HttpExchange exchange;

  HashInput(HttpExchange exchange) {
    this.exchange = exchange;
  }

  @Override
  public String consumer() {
    String id = exchange.consumerId();
    return id == null && exchange.credential() != null ? exchange.credential().id() : id;
  }

  @Override
  public String ip() {
    return exchange.forwardedIp();
  }

  @Override
  public String header(String name) {
    List<String> lines = exchange.head.headers().all(name);
    return lines.isEmpty() ? null : String.join(", ", lines);
  }

  @Override
  public String cookie(String name) {
    for (String line : exchange.head.headers().all("cookie")) {
      int from = 0;
      while (from < line.length()) {
        int to = line.indexOf(';', from);
        to = to < 0 ? line.length() : to;
        int equals = line.indexOf('=', from);
        if (equals > 0 && equals < to && line.substring(from, equals).trim().equals(name)) {
          return line.substring(equals + 1, to).trim();
        }
        from = to + 1;
      }
    }
    return null;
  }

  /** As nginx has it in {@code $uri}: all escapes undone, also those that a path keeps. */
  @Override
  public String path() {
    String path = exchange.target.path();
    if (path.indexOf('%') < 0) {
      return path;
    }
    StringBuilder decoded = new StringBuilder(path.length());
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == '%' && i + 2 < path.length()) {
        decoded.append((char) Integer.parseInt(path, i + 1, i + 3, HEX));
        i += 2;
      } else {
        decoded.append(c);
      }
    }
    return decoded.toString();
  }

  @Override
  public String queryArgument(String name) {
    Arguments arguments =
        Arguments.parse(exchange.request().rawQuery(), exchange.loop.settings.maxArguments);
    if (!arguments.contains(name)) {
      return null;
    }
    List<String> values = new ArrayList<>(arguments.all(name));
    Collections.sort(values);
    return String.join(",", values);
  }

  @Override
  public String capture(String name) {
    return exchange.request().captures().get(name);
  }

  @Override
  public void setCookie(String name, String value, String path) {
    // With the dash in Same-Site: so it is with Kong, whose users may compare.
    exchange.stickyCookie =
        name + "=" + value + "; Path=" + (path == null ? "/" : path) + "; Same-Site=Lax; HttpOnly";
  }
}
