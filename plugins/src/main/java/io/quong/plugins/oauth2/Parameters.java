package io.quong.plugins.oauth2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.buffer.ByteBuf;
import io.quong.plugin.Exchange;
import io.quong.plugin.message.Arguments;
import io.quong.plugin.message.ByteText;
import io.quong.plugin.message.Json;
import io.quong.plugin.message.MediaType;
import io.quong.plugin.message.Multipart;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The parameters of a request: those of the query, overlaid by those of the body. Unicode text; a
 * parameter that comes more than once, without a value or as another kind of JSON is there but is
 * no text.
 */
final class Parameters {
  private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");

  /** Of what is no text; told by identity. */
  private static final Object NO_TEXT = new Object();

  private final Map<String, Object> values = new HashMap<>();

  private Parameters() {}

  static Parameters of(Exchange exchange) {
    Parameters parameters = new Parameters();
    String query = exchange.upstream().rawQuery();
    if (query != null && !query.isEmpty()) {
      parameters.add(Arguments.parse(query, Arguments.DEFAULT_LIMIT));
    }
    ByteBuf body =
        WITH_BODY.contains(exchange.request().method()) ? exchange.upstream().body() : null;
    if (body != null && body.isReadable()) {
      parameters.add(exchange.upstream().headers().get("Content-Type"), ByteText.of(body));
    }
    return parameters;
  }

  private void add(String contentType, String body) {
    switch (MediaType.ofPrefix(contentType)) {
      case FORM -> add(Arguments.parse(body, Arguments.DEFAULT_LIMIT));
      case JSON -> {
        ObjectNode object = Json.object(body);
        if (object != null) {
          object.properties().forEach(each -> values.put(each.getKey(), value(each.getValue())));
        }
      }
      case MULTIPART -> {
        String boundary = Multipart.boundary(contentType);
        if (boundary != null) {
          for (Multipart.Part part : Multipart.parse(body, boundary).parts()) {
            values.put(ByteText.unicode(part.name()), ByteText.unicode(part.content()));
          }
        }
      }
      case OTHER -> {}
    }
  }

  private static Object value(JsonNode value) {
    return value.isTextual() ? value.asText() : NO_TEXT;
  }

  @SuppressWarnings("ReferenceEquality") // an argument without a value is told by identity
  private void add(Arguments arguments) {
    for (String name : arguments.names()) {
      List<String> all = arguments.all(name);
      boolean text = all.size() == 1 && all.get(0) != Arguments.PRESENT;
      values.put(ByteText.unicode(name), text ? ByteText.unicode(all.get(0)) : NO_TEXT);
    }
  }

  /** The text, or null when there is none. */
  String text(String name) {
    return values.get(name) instanceof String text ? text : null;
  }

  /** Whether there is one, text or not. */
  boolean has(String name) {
    return values.containsKey(name);
  }

  /** Whether there is none, or one of blanks only. */
  boolean isBlank(String name) {
    String text = text(name);
    return text == null || text.isBlank();
  }
}
