package io.quong.plugins.keyauth;

import io.quong.plugin.Exchange;
import io.quong.plugin.message.Arguments;
import io.quong.plugin.message.HeaderField;
import java.util.List;

/**
 * Looks for the key: for each name in turn in the header, the query and the body, and takes the
 * first place that has any value. Hides what it took, before anybody knows whether it is right.
 */
final class KeySearch {
  private static final Found NONE = new Found(Kind.NONE, null);
  private static final Found DUPLICATE = new Found(Kind.DUPLICATE, null);

  private final List<HeaderField> names;
  private final boolean inHeader;
  private final boolean inQuery;
  private final boolean inBody;
  private final boolean hide;

  /** What a search ended with. */
  enum Kind {
    KEY,
    NONE,
    DUPLICATE
  }

  /**
   * @param key byte text; null unless a key was found
   */
  record Found(Kind kind, String key) {}

  KeySearch(KeyAuthConfig config) {
    this.names = config.keyNames().stream().map(HeaderField::new).toList();
    this.inHeader = Boolean.TRUE.equals(config.keyInHeader());
    this.inQuery = Boolean.TRUE.equals(config.keyInQuery());
    this.inBody = Boolean.TRUE.equals(config.keyInBody());
    this.hide = Boolean.TRUE.equals(config.hideCredentials());
  }

  Found find(Exchange exchange) {
    // Query and body are read when a header has not told the key already.
    Arguments query = null;
    KeyBody body = null;
    boolean bodyRead = false;
    for (HeaderField field : names) {
      String name = field.name();
      List<String> values = inHeader ? field.all(exchange.upstream().headers()) : List.of();
      if (values.isEmpty() && inQuery) {
        if (query == null) {
          query = exchange.upstream().arguments();
        }
        values = query.all(name);
      }
      if (values.isEmpty() && inBody) {
        if (!bodyRead) {
          body = KeyBody.read(exchange);
          bodyRead = true;
        }
        values = body == null ? List.of() : body.values(name);
      }
      Found found = of(values);
      if (found == null) {
        continue;
      }
      if (hide && found.kind() != Kind.DUPLICATE) {
        hide(exchange, inBody && !bodyRead ? KeyBody.read(exchange) : body, field);
      }
      return found.key() != null && found.key().isEmpty() ? NONE : found;
    }
    return NONE;
  }

  /** Null when these values are no key and the next name counts. */
  @SuppressWarnings("ReferenceEquality") // an argument without a value is told by identity
  private static Found of(List<String> values) {
    if (values.isEmpty()) {
      return null;
    }
    if (values.size() > 1) {
      return DUPLICATE;
    }
    String value = values.get(0);
    return value == Arguments.PRESENT ? null : new Found(Kind.KEY, value);
  }

  private static void hide(Exchange exchange, KeyBody body, HeaderField field) {
    String name = field.name();
    String query = exchange.upstream().rawQuery();
    if (query != null && !query.isEmpty()) {
      String rest = QueryWithout.argument(query, name);
      exchange.upstream().rawQuery(rest.isEmpty() ? null : rest);
    }
    field.remove(exchange.upstream().headers());
    if (body != null) {
      body.remove(exchange, name);
    }
  }
}
