package io.quong.plugins.requesttermination;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.buffer.ByteBuf;
import io.quong.plugin.ClientRequest;
import io.quong.plugin.Exchange;
import io.quong.plugin.Headers;
import io.quong.plugin.message.Arguments;
import io.quong.plugin.message.ByteText;
import io.quong.plugin.message.EntityJson;
import io.quong.plugin.message.Json;
import io.quong.plugin.message.MediaType;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the gateway saw of a request, told to who sent it. */
final class RequestEcho {
  private static final String HOST_NAME = hostName();
  private static final long PID = ProcessHandle.current().pid();

  private RequestEcho() {}

  /** Asked once: the answer may have to come from a name server. */
  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException unnamed) {
      return "localhost";
    }
  }

  /**
   * @param body null for one that is too long to show
   */
  static ObjectNode of(Exchange exchange, String nodeId, String message, ByteBuf body) {
    ObjectNode echo = JsonNodeFactory.instance.objectNode();
    if (message != null) {
      echo.put("message", message);
    }
    echo.putObject("kong").put("node_id", nodeId).put("worker_pid", PID).put("hostname", HOST_NAME);
    echo.set("request", request(exchange.request(), body == null ? "" : ByteText.of(body)));
    if (exchange.route() != null) {
      echo.set("matched_route", EntityJson.of(exchange.route()));
    }
    if (exchange.service() != null) {
      echo.set("matched_service", EntityJson.of(exchange.service()));
    }
    return echo;
  }

  private static ObjectNode request(ClientRequest request, String body) {
    ObjectNode echo = JsonNodeFactory.instance.objectNode();
    echo.put("scheme", request.scheme())
        .put("host", ByteText.unicode(request.host()))
        .put("port", request.port())
        .put("method", request.method())
        .put("path", ByteText.unicode(request.path()))
        .put("raw_body", ByteText.unicode(body));
    echo.set("headers", values(headers(request.headers())));
    echo.set("query", values(request.query()));
    JsonNode parsed = parsed(request.headers().get("Content-Type"), body);
    if (parsed != null) {
      echo.set("body", parsed);
    }
    ObjectNode captures = echo.putObject("uri_captures");
    captures(captures, request.captures());
    return echo;
  }

  private static Map<String, List<String>> headers(Headers headers) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (int line = 0; line < headers.size(); line++) {
      values
          .computeIfAbsent(headers.name(line).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
          .add(headers.value(line));
    }
    return values;
  }

  /** One value as text, several as a list, none as true. */
  private static ObjectNode values(Map<String, List<String>> all) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    all.forEach(
        (name, values) -> {
          if (values.size() == 1) {
            object.set(ByteText.unicode(name), value(values.get(0)));
          } else {
            ArrayNode list = object.putArray(ByteText.unicode(name));
            values.forEach(value -> list.add(value(value)));
          }
        });
    return object;
  }

  private static JsonNode value(String text) {
    return text == null
        ? JsonNodeFactory.instance.booleanNode(true)
        : JsonNodeFactory.instance.textNode(ByteText.unicode(text));
  }

  private static JsonNode parsed(String contentType, String body) {
    return switch (MediaType.ofPrefix(contentType)) {
      case JSON -> Json.object(body);
      case FORM -> form(Arguments.parse(body, Arguments.DEFAULT_LIMIT));
      case MULTIPART, OTHER -> null;
    };
  }

  private static ObjectNode form(Arguments fields) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    fields.names().forEach(name -> values.put(name, fields.all(name)));
    return values(values);
  }

  /** Kong's unnamed captures are a list when there are none, else an object with 0 in it. */
  private static void captures(ObjectNode echo, Map<String, String> captures) {
    ObjectNode unnamed = JsonNodeFactory.instance.objectNode();
    ObjectNode named = JsonNodeFactory.instance.objectNode();
    captures.forEach(
        (name, value) ->
            (Character.isDigit(name.charAt(0)) ? unnamed : named)
                .put(name, ByteText.unicode(value)));
    echo.set("named", named);
    echo.set("unnamed", unnamed.isEmpty() ? JsonNodeFactory.instance.arrayNode() : unnamed);
  }
}
