package io.quong.plugins.aipromptdecorator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.plugin.Exchange;
import io.quong.plugin.GatewayPlugin;
import io.quong.plugin.Plugin;
import io.quong.plugin.PluginContext;
import io.quong.plugin.Step;
import io.quong.plugin.llm.LlmRequest;

/** Kong's ai-prompt-decorator: puts messages before and after those of a chat. */
@GatewayPlugin(name = "ai-prompt-decorator", priority = 772)
public final class AiPromptDecorator implements Plugin {
  private static final Step NO_CHAT =
      LlmRequest.refuse(400, "this LLM route only supports llm/chat type requests");

  private final ArrayNode before = JsonNodeFactory.instance.arrayNode();
  private final ArrayNode after = JsonNodeFactory.instance.arrayNode();
  private final Integer maxBody;

  public AiPromptDecorator(AiPromptDecoratorConfig config, PluginContext context) {
    AiPromptDecoratorConfig.Prompts prompts = config.prompts();
    if (prompts != null && prompts.prepend() != null) {
      prompts.prepend().forEach(each -> add(before, each.role(), each.content()));
    }
    if (prompts != null && prompts.append() != null) {
      prompts.append().forEach(each -> add(after, each.role(), each.content()));
    }
    this.maxBody = config.maxRequestBodySize();
  }

  private static void add(ArrayNode messages, String role, String content) {
    messages.addObject().put("role", role).put("content", content);
  }

  @Override
  public Step access(Exchange exchange) {
    return Step.await(
        LlmRequest.read(exchange, maxBody).map(request -> decorate(exchange, request)));
  }

  private Step decorate(Exchange exchange, ObjectNode request) {
    if (request == null
        || !(request.get("messages") instanceof ArrayNode asked)
        || asked.isEmpty()) {
      return NO_CHAT;
    }
    ArrayNode messages = before.deepCopy();
    messages.addAll(asked).addAll(after);
    request.set("messages", messages);
    LlmRequest.write(exchange, request);
    return Step.NEXT;
  }
}
