package io.quong.plugins.aiprompttemplate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.plugin.Exchange;
import io.quong.plugin.GatewayPlugin;
import io.quong.plugin.Plugin;
import io.quong.plugin.PluginContext;
import io.quong.plugin.Step;
import io.quong.plugin.llm.LlmRequest;
import io.quong.plugin.message.ByteText;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Kong's ai-prompt-template: requests name a template and give its values. */
@GatewayPlugin(name = "ai-prompt-template", priority = 773)
public final class AiPromptTemplate implements Plugin {
  private static final String BEGIN = "{template://";
  private static final Step NO_JSON =
      LlmRequest.refuse(400, "this LLM route only supports application/json requests");
  private static final Step BOTH =
      LlmRequest.refuse(400, "cannot run 'messages' and 'prompt' templates at the same time");
  private static final Step NEITHER =
      LlmRequest.refuse(
          400, "only 'llm/v1/chat' and 'llm/v1/completions' formats are supported for templating");
  private static final Step NO_TEMPLATE =
      LlmRequest.refuse(400, "this LLM route only supports templated requests");
  private static final Step NO_PROPERTIES = LlmRequest.refuse(400, "properties must be an object");

  private final Map<String, PromptTemplate> templates = new HashMap<>();
  private final boolean untemplated;
  private final boolean logsOriginal;
  private final Integer maxBody;

  public AiPromptTemplate(AiPromptTemplateConfig config, PluginContext context) {
    config
        .templates()
        .forEach(each -> templates.put(each.name(), new PromptTemplate(each.template())));
    this.untemplated = Boolean.TRUE.equals(config.allowUntemplatedRequests());
    this.logsOriginal = Boolean.TRUE.equals(config.logOriginalRequest());
    this.maxBody = config.maxRequestBodySize();
  }

  @Override
  public Step access(Exchange exchange) {
    return Step.await(LlmRequest.read(exchange, maxBody).map(request -> decide(exchange, request)));
  }

  private Step decide(Exchange exchange, ObjectNode request) {
    if (request == null) {
      return NO_JSON;
    }
    if (logsOriginal) {
      exchange.logField("ai.payload.original_request", request.toString());
    }
    JsonNode messages = request.get("messages");
    JsonNode prompt = request.get("prompt");
    if (messages != null && prompt != null) {
      return BOTH;
    }
    JsonNode reference = messages != null ? messages : prompt;
    if (reference == null) {
      return NEITHER;
    }
    String text = reference.asText();
    if (!reference.isTextual() || !text.startsWith(BEGIN) || !text.endsWith("}")) {
      return untemplated ? Step.NEXT : NO_TEMPLATE;
    }
    String name = text.substring(BEGIN.length(), text.length() - 1);
    PromptTemplate template = templates.get(name);
    if (template == null) {
      return LlmRequest.refuse(400, "could not find template name [" + name + "]");
    }
    return render(exchange, template, request.get("properties"));
  }

  private static Step render(Exchange exchange, PromptTemplate template, JsonNode properties) {
    if (properties != null && !properties.isObject()) {
      return NO_PROPERTIES;
    }
    Map<String, String> values = new HashMap<>();
    if (properties != null) {
      for (Map.Entry<String, JsonNode> each : properties.properties()) {
        if (!each.getValue().isTextual()) {
          return LlmRequest.refuse(
              400, "property values must be a string, got " + luaType(each.getValue()));
        }
        values.put(each.getKey(), each.getValue().asText());
      }
    }
    List<String> missing = template.missing(values);
    if (!missing.isEmpty()) {
      String names =
          missing.stream().map(each -> "[" + each + "]").collect(Collectors.joining(", "));
      return LlmRequest.refuse(400, "missing template parameters: " + names);
    }
    exchange.upstream().body(ByteText.buffer(ByteText.of(template.render(values))));
    return Step.NEXT;
  }

  private static String luaType(JsonNode value) {
    return switch (value.getNodeType()) {
      case ARRAY, OBJECT -> "table";
      case NULL -> "userdata";
      default -> value.getNodeType().name().toLowerCase(Locale.ROOT);
    };
  }
}
