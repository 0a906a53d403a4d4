package io.quong.plugin.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.plugin.Exchange;
import io.quong.plugin.Headers;
import io.quong.plugin.message.ByteText;
import io.quong.plugin.message.EntityJson;
import io.quong.plugin.message.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/** What templates see of a request, under {@code request}. */
public final class RequestFacts {
  private static final String TOKEN = "authenticated_jwt_token";

  private RequestFacts() {}

  /**
   * {@code method}, {@code path}, {@code query} and {@code headers} (first values; header names in
   * lower case), {@code captures} of the route, {@code ip}, {@code id}, {@code consumer}, {@code
   * claims} of the token that authenticated it.
   */
  public static ObjectNode of(Exchange exchange) {
    ObjectNode facts = JsonNodeFactory.instance.objectNode();
    facts
        .put("method", exchange.request().method())
        .put("path", ByteText.unicode(exchange.request().path()))
        .put("ip", exchange.client().forwardedIp())
        .put("id", exchange.requestId());
    ObjectNode query = facts.putObject("query");
    exchange
        .request()
        .query()
        .forEach(
            (name, values) -> {
              String first = values.get(0);
              query.put(ByteText.unicode(name), first == null ? "" : ByteText.unicode(first));
            });
    ObjectNode headers = facts.putObject("headers");
    Headers sent = exchange.request().headers();
    for (int line = 0; line < sent.size(); line++) {
      String name = sent.name(line).toLowerCase(Locale.ROOT);
      if (!headers.has(name)) {
        headers.put(name, ByteText.unicode(sent.value(line)));
      }
    }
    ObjectNode captures = facts.putObject("captures");
    exchange
        .request()
        .captures()
        .forEach((name, value) -> captures.put(name, ByteText.unicode(value)));
    if (exchange.consumer() != null) {
      facts.set("consumer", EntityJson.of(exchange.consumer()));
    }
    facts.set("claims", claims(exchange));
    return facts;
  }

  /**
   * The claims of the token that an authentication plugin has found to be good; an empty object
   * without one.
   */
  public static ObjectNode claims(Exchange exchange) {
    if (!(exchange.shared().get(TOKEN) instanceof String token)) {
      return Json.empty();
    }
    int first = token.indexOf('.');
    int second = token.indexOf('.', first + 1);
    if (first < 0 || second < 0) {
      return Json.empty();
    }
    try {
      byte[] claims = Base64.getUrlDecoder().decode(token.substring(first + 1, second));
      JsonNode object = Json.object(new String(claims, StandardCharsets.ISO_8859_1));
      return object instanceof ObjectNode known ? known : Json.empty();
    } catch (IllegalArgumentException noBase64) {
      return Json.empty();
    }
  }
}
