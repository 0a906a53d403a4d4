package io.quong.plugins.awslambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.buffer.Unpooled;
import io.quong.plugin.Answer;
import io.quong.plugin.http.Calls;
import io.quong.plugin.message.ByteText;
import io.quong.plugin.message.Json;
import io.quong.program.ProductVersion;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What the client gets of what Lambda answered. */
final class FunctionAnswer {
  private static final Set<String> HOP_BY_HOP =
      Set.of(
          "content-length",
          "connection",
          "keep-alive",
          "proxy-connection",
          "transfer-encoding",
          "upgrade");

  private final boolean proxyIntegration;
  private final boolean legacyArrays;
  private final Integer unhandledStatus;

  FunctionAnswer(AwsLambdaConfig config) {
    this.proxyIntegration = Boolean.TRUE.equals(config.isProxyIntegration());
    this.legacyArrays = !"correct".equals(config.emptyArraysMode());
    this.unhandledStatus = config.unhandledStatus();
  }

  Answer of(Calls.Response response) {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (int i = 0; i < response.headers().size(); i += 2) {
      String name = response.headers().get(i);
      if (!HOP_BY_HOP.contains(name.toLowerCase(Locale.ROOT))) {
        headers.computeIfAbsent(name, key -> new ArrayList<>()).add(response.headers().get(i + 1));
      }
    }
    String body = new String(response.body().getBytes(), StandardCharsets.ISO_8859_1);
    if (proxyIntegration) {
      return integrated(body, headers);
    }
    boolean unhandled = "Unhandled".equals(response.header("X-Amz-Function-Error"));
    int status = unhandled && unhandledStatus != null ? unhandledStatus : response.status();
    return answer(status, headers, rewritten(body, headers));
  }

  /** The function itself says status, headers and body. */
  private Answer integrated(String text, Map<String, List<String>> headers) {
    JsonNode said = Json.value(text);
    if (said == null || !said.isContainerNode()) {
      return refused(
          text.isEmpty()
              ? "proxy response must be json format"
              : "Expected value but found invalid token at character 1");
    }
    JsonNode code = said.path("statusCode");
    int status = code.isNumber() || code.isTextual() ? code.asInt(0) : 0;
    if (status < 100 || status > 599) {
      return refused("statusCode validation failed");
    }
    if (said.has("headers") && !said.get("headers").isContainerNode()) {
      return refused("headers must be a table");
    }
    if (said.has("body") && !said.get("body").isTextual()) {
      return refused("body must be a string");
    }
    if (said.has("isBase64Encoded") && !said.get("isBase64Encoded").isBoolean()) {
      return refused("isBase64Encoded must be a boolean");
    }
    said.path("headers")
        .properties()
        .forEach(each -> headers.put(each.getKey(), List.of(text(each.getValue()))));
    said.path("multiValueHeaders")
        .properties()
        .forEach(
            each -> {
              List<String> values = new ArrayList<>();
              if (each.getValue().isArray()) {
                each.getValue().forEach(value -> values.add(text(value)));
              } else {
                values.add(text(each.getValue()));
              }
              headers.put(each.getKey(), values);
            });
    headers.keySet().removeIf(name -> HOP_BY_HOP.contains(name.toLowerCase(Locale.ROOT)));
    String body = said.path("body").asText("");
    if (!said.path("isBase64Encoded").asBoolean()) {
      return answer(status, headers, body.getBytes(StandardCharsets.UTF_8));
    }
    try {
      return answer(status, headers, Base64.getDecoder().decode(body));
    } catch (IllegalArgumentException noBase64) {
      return answer(status, headers, body.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static String text(JsonNode value) {
    return ByteText.of(value.asText());
  }

  private static Answer refused(String why) {
    return Answer.exit(
        502,
        JsonNodeFactory.instance
            .objectNode()
            .put("message", "Bad Gateway")
            .put("error", "could not JSON decode Lambda function response: " + why));
  }

  /** In Kong's legacy mode an empty list of a JSON answer becomes an object. */
  private byte[] rewritten(String body, Map<String, List<String>> headers) {
    List<String> types = headers.get("Content-Type");
    String type = types == null ? "" : types.get(0).toLowerCase(Locale.ROOT);
    if (legacyArrays && type.startsWith("application/") && type.contains("json")) {
      JsonNode value = Json.value(body);
      if (value != null && value.isContainerNode()) {
        return legacy(value).toString().getBytes(StandardCharsets.UTF_8);
      }
    }
    return body.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static JsonNode legacy(JsonNode value) {
    if (value instanceof ArrayNode list) {
      if (list.isEmpty()) {
        return JsonNodeFactory.instance.objectNode();
      }
      for (int i = 0; i < list.size(); i++) {
        list.set(i, legacy(list.get(i)));
      }
    } else if (value instanceof ObjectNode object) {
      object.properties().forEach(each -> each.setValue(legacy(each.getValue())));
    }
    return value;
  }

  private static Answer answer(int status, Map<String, List<String>> headers, byte[] body) {
    String own = "2 " + ProductVersion.SOFTWARE;
    List<String> via = headers.remove("Via");
    if (status == 204) {
      // As nginx does with an answer that has no body.
      headers.remove("Content-Type");
    }
    List<String> lines = new ArrayList<>();
    headers.forEach(
        (name, values) ->
            values.forEach(
                value -> {
                  lines.add(name);
                  lines.add(value);
                }));
    lines.add("Via");
    lines.add(via == null ? own : String.join(", ", via) + ", " + own);
    return new Answer(status, new Answer.Body.Buffer(Unpooled.wrappedBuffer(body)), lines);
  }
}
