package io.quong.plugins.awslambda;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.plugin.ClientRequest;
import io.quong.plugin.Exchange;
import io.quong.plugin.message.ByteText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A request as Amazon's API gateway tells it to functions, format 1.0. */
final class GatewayEvent {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Exchange exchange;
  private final String body;
  private final boolean encodes;

  /**
   * @param body byte text
   * @param encodes whether the body goes as base64
   */
  GatewayEvent(Exchange exchange, String body, boolean encodes) {
    this.exchange = exchange;
    this.body = body;
    this.encodes = encodes;
  }

  ObjectNode json() {
    ClientRequest request = exchange.request();
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    String path = ByteText.unicode(exchange.upstream().path());
    event.put("version", "1.0");
    List<String> paths = exchange.route() == null ? null : exchange.route().paths();
    if (paths != null && !paths.isEmpty()) {
      event.put("resource", paths.get(0));
    }
    event.put("path", path).put("httpMethod", request.method());
    both(event, "headers", "multiValueHeaders", Payload.headers(exchange.upstream().headers()));
    ObjectNode parameters = event.putObject("pathParameters");
    request
        .captures()
        .forEach(
            (name, value) -> {
              if (!Character.isDigit(name.charAt(0))) {
                parameters.put(name, ByteText.unicode(value));
              }
            });
    both(event, "queryStringParameters", "multiValueQueryStringParameters", request.query());
    boolean encoded = encodes && !body.isEmpty();
    event.put(
        "body",
        encoded
            ? Base64.getEncoder().encodeToString(body.getBytes(StandardCharsets.ISO_8859_1))
            : ByteText.unicode(body));
    // As in Kong a missing body counts as encoded.
    event.put("isBase64Encoded", encodes);
    event.set("requestContext", context(request, path));
    return event;
  }

  /** The first values under the one name, all under the other. */
  private static void both(
      ObjectNode event, String first, String all, Map<String, List<String>> values) {
    ObjectNode single = event.putObject(first);
    ObjectNode several = event.putObject(all);
    values.forEach(
        (name, list) -> {
          String key = ByteText.unicode(name);
          single.set(key, Payload.value(list.get(0)));
          if (list.size() == 1 && list.get(0) == null) {
            several.put(key, true);
          } else {
            ArrayNode array = several.putArray(key);
            list.forEach(each -> array.add(Payload.value(each)));
          }
        });
  }

  private ObjectNode context(ClientRequest request, String path) {
    ObjectNode context = JsonNodeFactory.instance.objectNode();
    String host = ByteText.unicode(request.host());
    int dot = host.indexOf('.');
    context
        .put("path", path)
        .put("protocol", "HTTP/" + request.httpVersion())
        .put("httpMethod", request.method())
        .put("domainName", host)
        .put("domainPrefix", dot < 0 ? host : host.substring(0, dot));
    ObjectNode identity = context.putObject("identity");
    identity.put("sourceIp", exchange.client().forwardedIp());
    String agent = request.headers().get("User-Agent");
    if (agent != null) {
      identity.put("userAgent", ByteText.unicode(agent));
    }
    return context
        .put("requestId", exchange.requestId())
        .put("requestTime", TIME.format(Instant.ofEpochMilli(exchange.startedAt())))
        .put("requestTimeEpoch", exchange.startedAt())
        .put("resourcePath", path);
  }
}
