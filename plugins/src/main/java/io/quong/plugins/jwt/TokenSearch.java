package io.quong.plugins.jwt;

import io.quong.plugin.Exchange;
import io.quong.plugin.Headers;
import io.quong.plugin.message.Arguments;
import io.quong.plugin.message.Cookies;
import io.quong.plugin.message.HeaderField;
import java.util.List;
import java.util.Set;

/**
 * Gathers the tokens of a request from its arguments, cookies and headers; the same counts once.
 */
final class TokenSearch {
  private static final String SCHEME = "earer";

  private final List<String> arguments;
  private final List<String> cookies;
  private final List<HeaderField> headers;

  TokenSearch(JwtConfig config) {
    this.arguments = List.copyOf(orNone(config.uriParamNames()));
    this.cookies = List.copyOf(orNone(config.cookieNames()));
    this.headers = orNone(config.headerNames()).stream().map(HeaderField::new).toList();
  }

  private static Set<String> orNone(Set<String> names) {
    return names == null ? Set.of() : names;
  }

  /** What a search ended with. */
  enum Kind {
    ONE,
    NONE,
    SEVERAL,
    /** An argument without a value. */
    NO_TEXT
  }

  /**
   * @param token byte text; null unless there is exactly one
   */
  record Found(Kind kind, String token) {
    private static final Found NONE = new Found(Kind.NONE, null);
    private static final Found SEVERAL = new Found(Kind.SEVERAL, null);
    private static final Found NO_TEXT = new Found(Kind.NO_TEXT, null);

    /** This and one more. */
    @SuppressWarnings("ReferenceEquality") // an argument without a value is told by identity
    private Found and(String more) {
      boolean noText = more == Arguments.PRESENT;
      if (more == null || (!noText && more.isEmpty())) {
        return this;
      }
      return switch (kind) {
        case NONE -> noText ? NO_TEXT : new Found(Kind.ONE, more);
        case ONE -> !noText && token.equals(more) ? this : SEVERAL;
        case NO_TEXT -> noText ? this : SEVERAL;
        case SEVERAL -> this;
      };
    }

    /** Without the token. */
    @Override
    public String toString() {
      return kind.name();
    }
  }

  Found find(Exchange exchange) {
    Found found = Found.NONE;
    String rawQuery = exchange.upstream().rawQuery();
    if (!arguments.isEmpty() && rawQuery != null && !rawQuery.isEmpty()) {
      Arguments query = Arguments.parse(rawQuery, Arguments.DEFAULT_LIMIT);
      for (String name : arguments) {
        for (String value : query.all(name)) {
          found = found.and(value);
        }
      }
    }
    Headers sent = exchange.upstream().headers();
    for (String name : cookies) {
      found = found.and(Cookies.get(sent, name));
    }
    for (HeaderField header : headers) {
      String value = header.first(sent);
      found = found.and(value == null ? null : behindScheme(value));
    }
    return found;
  }

  /** What stands behind {@code Bearer} or {@code bearer} and blanks, anywhere in a value. */
  private static String behindScheme(String value) {
    int at = value.indexOf(SCHEME);
    while (at >= 0) {
      int end = at + SCHEME.length();
      int start = end;
      while (start < value.length()
          && (value.charAt(start) == ' ' || value.charAt(start) == '\t')) {
        start++;
      }
      boolean scheme = at > 0 && (value.charAt(at - 1) == 'B' || value.charAt(at - 1) == 'b');
      if (scheme && start > end && start < value.length()) {
        return value.substring(start);
      }
      at = value.indexOf(SCHEME, end);
    }
    return null;
  }
}
