package io.quong.dataplane.router;

import io.quong.entity.Route;
import io.quong.entity.Service;
import io.quong.uri.PathEscaper;
import java.util.Map;

/**
 * The route that a request takes.
 *
 * @param route as configured
 * @param service where it sends to; null for a route without a service and for one whose service
 *     does not speak HTTP: both are a 503
 * @param path the normalised path that was matched
 * @param prefixLength how many bytes of the path {@code strip_path} takes off; 0 for none
 * @param byPath whether the route has paths
 * @param concatenates whether the route's {@code path_handling} counts, which it does in one
 *     flavour
 * @param captures groups of the path's and headers' regular expressions by number and name, one
 *     character a byte; empty for a prefix and for expressions without groups
 */
public record Match(
    Route route,
    Service service,
    String path,
    int prefixLength,
    boolean byPath,
    boolean concatenates,
    Map<String, String> captures) {

  /**
   * What was stripped, the value of {@code X-Forwarded-Prefix}; null when there is nothing to tell:
   * no stripping, or no more than {@code /}.
   */
  public String strippedPrefix() {
    return prefixLength == 0 || (prefixLength == 1 && path.charAt(0) == '/')
        ? null
        : path.substring(0, prefixLength);
  }

  /**
   * The path to ask the upstream for, escaped: the service's path and the request's joined by
   * Kong's {@code path_handling} v0, which all router flavours but {@code traditional} use whatever
   * the route says.
   */
  public String upstreamPath() {
    String base = service == null || service.path() == null ? "/" : service.path();
    if (concatenates && "v1".equals(route.pathHandling())) {
      return PathEscaper.escape(concatenated(base));
    }
    return PathEscaper.escape(Boolean.TRUE.equals(route.stripPath()) ? stripped(base) : kept(base));
  }

  /** {@code path_handling} v1. */
  private String concatenated(String base) {
    if (!Boolean.TRUE.equals(route.stripPath())) {
      return base + path.substring(1);
    }
    String rest = byPath ? withoutLeadingDots(path.substring(prefixLength)) : path.substring(1);
    boolean twice = base.endsWith("/") && rest.startsWith("/");
    return twice ? base + rest.substring(1) : base + rest;
  }

  private String kept(String base) {
    if (base.endsWith("/")) {
      return base + path.substring(1);
    }
    return path.equals("/") ? base : base + path;
  }

  private String stripped(String base) {
    String rest = withoutLeadingDots(path.substring(byPath ? prefixLength : 1));
    if (rest.isEmpty()) {
      return bare(base);
    }
    String stem = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    return rest.charAt(0) == '/' ? stem + rest : stem + "/" + rest;
  }

  /**
   * The base alone: it ends in a slash when the request does. A lone slash counts only if it had
   * one.
   */
  private String bare(String base) {
    if (base.equals("/")) {
      return base;
    }
    boolean slash = path.endsWith("/");
    if (base.endsWith("/")) {
      return slash ? base : base.substring(0, base.length() - 1);
    }
    return slash && path.length() > 1 ? base + "/" : base;
  }

  /** A prefix need not end at a segment: {@code /r} leaves {@code ../x} of {@code /r../x}. */
  private static String withoutLeadingDots(String rest) {
    if (rest.equals(".") || rest.equals("..")) {
      return "";
    }
    if (rest.startsWith("./")) {
      return rest.substring(2);
    }
    return rest.startsWith("../") ? rest.substring(3) : rest;
  }
}
