package io.quong.plugins.awslambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.plugin.Exchange;
import io.quong.plugin.Headers;
import io.quong.plugin.message.Arguments;
import io.quong.plugin.message.ByteText;
import io.quong.plugin.message.Json;
import io.quong.plugin.message.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What a function gets of a request. */
final class Payload {
  /** Bodies of exactly these types go as text. */
  private static final Set<String> TEXT =
      Set.of("text/plain", "text/html", "application/xml", "text/xml", "application/soap+xml");

  private final AwsLambdaConfig config;

  Payload(AwsLambdaConfig config) {
    this.config = config;
  }

  /**
   * @param body byte text; empty for none
   */
  JsonNode of(Exchange exchange, String body) {
    if (on(config.awsgatewayCompatible())) {
      return new GatewayEvent(exchange, body, !Boolean.FALSE.equals(config.base64EncodeBody()))
          .json();
    }
    boolean any =
        on(config.forwardRequestMethod())
            || on(config.forwardRequestUri())
            || on(config.forwardRequestHeaders())
            || on(config.forwardRequestBody());
    return any ? parts(exchange, body) : merged(exchange, body);
  }

  private static boolean on(Boolean flag) {
    return Boolean.TRUE.equals(flag);
  }

  /** The arguments of the query with those of the body, which win. */
  private static JsonNode merged(Exchange exchange, String body) {
    JsonNode fields = arguments(exchange, body);
    if (fields != null && !fields.isObject()) {
      return fields;
    }
    ObjectNode all = values(exchange.request().query());
    if (fields != null) {
      all.setAll((ObjectNode) fields);
    }
    return all;
  }

  private ObjectNode parts(Exchange exchange, String body) {
    ObjectNode parts = JsonNodeFactory.instance.objectNode();
    if (on(config.forwardRequestMethod())) {
      parts.put("request_method", exchange.request().method());
    }
    if (on(config.forwardRequestHeaders())) {
      parts.set("request_headers", values(headers(exchange.upstream().headers())));
    }
    if (on(config.forwardRequestUri())) {
      String query = exchange.request().rawQuery();
      String path = exchange.request().rawPath();
      parts.put("request_uri", ByteText.unicode(query == null ? path : path + "?" + query));
      parts.set("request_uri_args", values(exchange.request().query()));
    }
    if (on(config.forwardRequestBody())) {
      body(exchange, body, parts);
    }
    return parts;
  }

  private void body(Exchange exchange, String body, ObjectNode parts) {
    String type = exchange.upstream().headers().get("Content-Type");
    boolean known = MediaType.ofPrefix(type) != MediaType.OTHER;
    boolean text = known || TEXT.contains(type == null ? "" : type);
    if (!text && !Boolean.FALSE.equals(config.base64EncodeBody())) {
      byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
      parts.put("request_body", Base64.getEncoder().encodeToString(bytes));
      parts.put("request_body_base64", true);
    } else {
      parts.put("request_body", ByteText.unicode(body));
    }
    JsonNode fields = arguments(exchange, body);
    parts.set("request_body_args", fields == null ? JsonNodeFactory.instance.objectNode() : fields);
  }

  /** What the body says, as far as its type is one that is read; null otherwise. */
  private static JsonNode arguments(Exchange exchange, String body) {
    return switch (MediaType.ofPrefix(exchange.upstream().headers().get("Content-Type"))) {
      case JSON -> {
        JsonNode value = Json.value(body);
        yield value != null && value.isContainerNode() ? value : null;
      }
      case FORM -> {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        Arguments parsed = Arguments.parse(body, Arguments.DEFAULT_LIMIT);
        parsed.names().forEach(name -> fields.put(name, parsed.all(name)));
        yield values(fields);
      }
      case MULTIPART, OTHER -> null;
    };
  }

  /** By lower-case name. */
  static Map<String, List<String>> headers(Headers headers) {
    Map<String, List<String>> all = new LinkedHashMap<>();
    for (int line = 0; line < headers.size(); line++) {
      all.computeIfAbsent(headers.name(line).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
          .add(headers.value(line));
    }
    return all;
  }

  /** One value as it is, several as a list, a missing one as true. */
  static ObjectNode values(Map<String, List<String>> all) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    all.forEach(
        (name, values) -> {
          if (values.size() == 1) {
            object.set(ByteText.unicode(name), value(values.get(0)));
          } else {
            ArrayNode list = object.putArray(ByteText.unicode(name));
            values.forEach(each -> list.add(value(each)));
          }
        });
    return object;
  }

  @SuppressWarnings("ReferenceEquality") // a client may send the word "true" as a value
  static JsonNode value(String text) {
    return text == null || text == Arguments.PRESENT
        ? JsonNodeFactory.instance.booleanNode(true)
        : JsonNodeFactory.instance.textNode(ByteText.unicode(text));
  }
}
