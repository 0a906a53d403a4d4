package io.quong.schema.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.schema.rule.Translation;

/**
 * The shorthand {@code url} of a service: protocol, host, port and path in one text. It wins over
 * them.
 */
public final class ServiceUrl implements Translation {
  @Override
  public String shorthand() {
    return "url";
  }

  @Override
  public String translate(ObjectNode body) {
    JsonNode url = body.remove("url");
    if (url == null) {
      return null;
    }
    if (!url.isTextual() && !url.isNull()) {
      return "expected a string";
    }
    // Kong reads its own text for null as a URL.
    spread(url.isNull() ? "userdata: NULL" : url.asText(), body);
    return null;
  }

  private static void spread(String url, ObjectNode body) {
    String rest = before(url, '#');
    String scheme = scheme(rest);
    rest = scheme == null ? rest : rest.substring(scheme.length() + 1);
    String authority = null;
    if (rest.startsWith("//")) {
      int slash = rest.indexOf('/', 2);
      int query = rest.indexOf('?', 2);
      int end = slash < 0 || (query >= 0 && query < slash) ? query : slash;
      authority = rest.substring(2, end < 0 ? rest.length() : end);
      rest = end < 0 ? "" : rest.substring(end);
    }
    String path = before(before(rest, '?'), ';');
    Integer port = null;
    String host = null;
    if (authority != null) {
      host = authority.substring(authority.lastIndexOf('@') + 1);
      int colon = host.lastIndexOf(':');
      if (colon >= 0 && host.indexOf(']', colon) < 0) {
        port = port(host.substring(colon + 1));
        host = host.substring(0, colon);
      }
      if (host.startsWith("[") && host.endsWith("]")) {
        host = host.substring(1, host.length() - 1);
      }
    }
    if (scheme == null && port != null && port == 443) {
      scheme = "https";
    }
    if (scheme != null) {
      body.put("protocol", scheme);
    }
    body.put("host", host == null || host.isEmpty() ? null : host);
    body.put("port", port != null ? port : "https".equals(scheme) ? 443 : 80);
    body.put("path", path.isEmpty() ? null : path);
  }

  private static String before(String text, char end) {
    int at = text.indexOf(end);
    return at < 0 ? text : text.substring(0, at);
  }

  /** What stands before the first colon, if that is a scheme. */
  private static String scheme(String url) {
    int colon = url.indexOf(':');
    if (colon < 1) {
      return null;
    }
    for (int i = 0; i < colon; i++) {
      char c = url.charAt(i);
      boolean letter = c < 128 && Character.isLetterOrDigit(c);
      if (!letter && (i == 0 || "+-.".indexOf(c) < 0)) {
        return null;
      }
    }
    return url.substring(0, colon);
  }

  private static Integer port(String text) {
    boolean digits =
        !text.isEmpty() && text.length() < 8 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return digits ? Integer.valueOf(text) : null;
  }
}
