package io.quong.plugins.proxycache;

import io.quong.plugin.ClientRequest;
import io.quong.plugin.Exchange;
import io.quong.plugin.Headers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/**
 * Names an entry: Kong's own formula. The instance of the plugin is no part of it, so instances
 * share what they keep.
 */
final class CacheKey {
  private final boolean ignoreCase;
  private final List<String> varyQuery;
  private final List<String> varyHeaders;

  /**
   * @param varyQuery null or empty for all arguments
   * @param varyHeaders null for none
   */
  CacheKey(boolean ignoreCase, List<String> varyQuery, List<String> varyHeaders) {
    this.ignoreCase = ignoreCase;
    this.varyQuery = varyQuery == null ? List.of() : varyQuery;
    this.varyHeaders = varyHeaders == null ? List.of() : varyHeaders;
  }

  /** 64 lower-case hex digits. */
  String of(Exchange exchange) {
    ClientRequest request = exchange.request();
    String text =
        prefix(exchange)
            + "|"
            + request.method()
            + "|"
            + line(request)
            + "|"
            + arguments(request.query())
            + "|"
            + headers(request.headers());
    try {
      byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String prefix(Exchange exchange) {
    String route = exchange.route() == null ? "default" : exchange.route().id();
    return exchange.consumer() == null ? route : exchange.consumer().id() + ":" + route;
  }

  /** The request line up to the query; without one its end is there, too. */
  private String line(ClientRequest request) {
    String line = request.method() + " " + request.rawPath();
    if (request.rawQuery() == null) {
      String version = request.httpVersion();
      line += " HTTP/" + (version.indexOf('.') < 0 ? version + ".0" : version);
    }
    return ignoreCase ? line.toLowerCase(Locale.ROOT) : line;
  }

  private String arguments(Map<String, List<String>> all) {
    Collection<String> names = varyQuery.isEmpty() ? new TreeSet<>(all.keySet()) : varyQuery;
    List<String> parts = new ArrayList<>();
    for (String name : names) {
      List<String> values = all.get(name);
      if (values != null) {
        parts.add(part(name, values));
      }
    }
    return String.join(":", parts);
  }

  private String headers(Headers sent) {
    List<String> parts = new ArrayList<>();
    for (String name : varyHeaders) {
      List<String> values = sent.all(name);
      if (!values.isEmpty()) {
        parts.add(part(name, values));
      }
    }
    return String.join(":", parts);
  }

  private static String part(String name, List<String> values) {
    if (values.size() == 1) {
      return values.get(0) == null ? name : name + "=" + values.get(0);
    }
    List<String> sorted = new ArrayList<>(values);
    sorted.replaceAll(value -> value == null ? "true" : value);
    Collections.sort(sorted);
    return name + "=" + String.join(",", sorted);
  }
}
