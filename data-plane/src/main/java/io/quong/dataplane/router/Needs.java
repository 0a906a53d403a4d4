package io.quong.dataplane.router;

import io.quong.expression.Expression;
import io.quong.expression.Expression.Operator;
import io.quong.expression.PathSegments;
import io.quong.expression.Value;
import io.quong.regex.RustRegex;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a request must have at least that an expression can hold, as far as an index can look for
 * it. Each part is null when the expression does not insist on it.
 *
 * @param hosts one of them
 * @param prefixes the path begins with one of these
 * @param methods one of them
 * @param header a header and its values, of which it has one
 * @param snis one of them, over TLS
 */
record Needs(
    List<HostPattern> hosts,
    List<String> prefixes,
    List<String> methods,
    Header header,
    List<String> snis) {
  private static final Needs NONE = new Needs(null, null, null, null, null);
  private static final int MOST = 64;
  private static final String HEADERS = "http.headers.";
  private static final String SEGMENTS = "http.path.segments.";

  /** A header's name and the values of which it has one. */
  record Header(String name, List<String> values) {}

  static Needs of(Expression expression) {
    if (expression instanceof Expression.And and) {
      return of(and.left()).and(of(and.right()));
    }
    if (expression instanceof Expression.Or or) {
      return of(or.left()).or(of(or.right()));
    }
    return expression instanceof Expression.Predicate predicate ? ofPredicate(predicate) : NONE;
  }

  private Needs and(Needs other) {
    return new Needs(
        fewer(hosts, other.hosts),
        longest(prefixes, other.prefixes),
        fewer(methods, other.methods),
        header == null ? other.header : header,
        fewer(snis, other.snis));
  }

  private Needs or(Needs other) {
    Header both =
        header != null && other.header != null && header.name().equals(other.header.name())
            ? header(header.name(), union(header.values(), other.header.values()))
            : null;
    return new Needs(
        union(hosts, other.hosts),
        union(prefixes, other.prefixes),
        union(methods, other.methods),
        both,
        union(snis, other.snis));
  }

  private static Header header(String name, List<String> values) {
    return values == null ? null : new Header(name, values);
  }

  private static <T> List<T> fewer(List<T> a, List<T> b) {
    return a == null || (b != null && b.size() < a.size()) ? b : a;
  }

  private static List<String> longest(List<String> a, List<String> b) {
    return a == null || (b != null && shortest(b) > shortest(a)) ? b : a;
  }

  private static int shortest(List<String> texts) {
    return texts.stream().mapToInt(String::length).min().orElse(0);
  }

  private static <T> List<T> union(List<T> a, List<T> b) {
    if (a == null || b == null || a.size() + b.size() > MOST) {
      return null;
    }
    List<T> all = new ArrayList<>(a);
    b.stream().filter(each -> !all.contains(each)).forEach(all::add);
    return List.copyOf(all);
  }

  private static Needs ofPredicate(Expression.Predicate predicate) {
    String field = predicate.field();
    Operator operator = predicate.operator();
    if (predicate.value() instanceof Value.Regex regex) {
      return field.equals("http.path") && !predicate.lower() ? ofRegex(regex.source()) : NONE;
    }
    if (!(predicate.value() instanceof Value.Text text) || text.text().isEmpty()) {
      return NONE;
    }
    String value = ByteText.encode(text.text());
    if (field.equals("http.host")) {
      return ofHost(operator, HostPattern.lower(value));
    }
    if (predicate.lower()) {
      return NONE;
    }
    if (field.equals("http.path")) {
      return operator == Operator.EQUAL || operator == Operator.STARTS_WITH ? path(value) : NONE;
    }
    if (operator != Operator.EQUAL) {
      return NONE;
    }
    if (field.startsWith(SEGMENTS)) {
      PathSegments segments = PathSegments.parse(field.substring(SEGMENTS.length()));
      return segments != null && segments.first() == 0 ? path("/" + value) : NONE;
    }
    if (field.startsWith(HEADERS) && field.length() > HEADERS.length()) {
      Header header = new Header(field.substring(HEADERS.length()), List.of(text.text()));
      return value.startsWith("~*") ? NONE : new Needs(null, null, null, header, null);
    }
    return switch (field) {
      case "http.method" -> new Needs(null, null, List.of(value), null, null);
      case "tls.sni" ->
          value.contains("*") ? NONE : new Needs(null, null, null, null, List.of(value));
      default -> NONE;
    };
  }

  private static Needs ofHost(Operator operator, String value) {
    HostPattern.Kind kind =
        switch (operator) {
          case EQUAL -> HostPattern.Kind.EXACT;
          case ENDS_WITH -> HostPattern.Kind.SUFFIX;
          case STARTS_WITH -> HostPattern.Kind.PREFIX;
          default -> null;
        };
    return kind == null
        ? NONE
        : new Needs(
            List.of(new HostPattern(kind, value, HostPattern.ANY_PORT)), null, null, null, null);
  }

  private static Needs ofRegex(String source) {
    String prefix =
        source.startsWith("^") ? ByteText.encode(RustRegex.literalPrefix(source.substring(1))) : "";
    return prefix.isEmpty() ? NONE : path(prefix);
  }

  private static Needs path(String prefix) {
    return new Needs(null, List.of(prefix), null, null, null);
  }

  Set<String> sniSet() {
    return snis == null ? null : Set.copyOf(snis);
  }
}
