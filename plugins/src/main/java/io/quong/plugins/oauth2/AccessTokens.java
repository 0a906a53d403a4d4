package io.quong.plugins.oauth2;

import io.quong.plugin.Exchange;
import io.quong.plugin.Headers;
import io.quong.plugin.message.Arguments;
import io.quong.plugin.message.ByteText;
import io.quong.plugin.message.HeaderField;
import io.quong.plugin.message.MediaType;

/** Finds the access token of a request for a resource, and hides it. */
final class AccessTokens {
  private static final String PARAMETER = "access_token";

  private final HeaderField header;
  private final boolean hide;

  AccessTokens(HeaderField header, boolean hide) {
    this.header = header;
    this.hide = hide;
  }

  /** Unicode text; null or empty when there is none. */
  String find(Exchange exchange) {
    Headers headers = exchange.upstream().headers();
    String value = header.first(headers);
    if (value != null) {
      if (hide) {
        header.remove(headers);
      }
      return ByteText.unicode(behindScheme(value));
    }
    String token = Parameters.of(exchange).text(PARAMETER);
    if (token != null && hide) {
      hide(exchange);
    }
    return token;
  }

  /** The second of two words when the first is a scheme, else the whole value. */
  private static String behindScheme(String value) {
    String text = value.strip();
    int end = 0;
    while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    String scheme = text.substring(0, end);
    if (!scheme.equalsIgnoreCase("bearer") && !scheme.equalsIgnoreCase("token")) {
      return value;
    }
    String rest = text.substring(end).strip();
    boolean one = !rest.isEmpty() && rest.chars().noneMatch(Character::isWhitespace);
    return one ? rest : value;
  }

  private static void hide(Exchange exchange) {
    String query = exchange.upstream().rawQuery();
    if (query != null) {
      String rest = without(query);
      exchange.upstream().rawQuery(rest.isEmpty() ? null : rest);
    }
    String type = exchange.upstream().headers().get("Content-Type");
    boolean form = MediaType.ofPrefix(type) == MediaType.FORM;
    if (form && exchange.upstream().body() != null && !exchange.request().method().equals("GET")) {
      String rest = without(ByteText.of(exchange.upstream().body()));
      exchange.upstream().body(ByteText.buffer(rest));
    }
  }

  private static String without(String arguments) {
    Arguments parsed = Arguments.parse(arguments, Arguments.DEFAULT_LIMIT);
    parsed.remove(PARAMETER);
    return parsed.encodeSorted();
  }
}
