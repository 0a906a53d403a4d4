package io.quong.plugins.aipromptguard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.quong.plugin.Answer;
import io.quong.plugin.Exchange;
import io.quong.plugin.GatewayPlugin;
import io.quong.plugin.Plugin;
import io.quong.plugin.PluginContext;
import io.quong.plugin.Step;
import io.quong.plugin.llm.LlmRequest;
import java.util.ArrayList;
import java.util.List;

/** Kong's ai-prompt-guard: refuses prompts that match, or do not match, patterns. */
@GatewayPlugin(name = "ai-prompt-guard", priority = 771)
public final class AiPromptGuard implements Plugin {
  private static final Step REFUSED = LlmRequest.refuse(400, "bad request");

  /** The Admin API takes any text for a pattern, as Kong does; one that is none fails requests. */
  private static final Step UNREADABLE = Step.respond(Answer.exit(500));

  private final List<Pattern> allow;
  private final List<Pattern> deny;
  private final boolean allRoles;
  private final boolean newestOnly;
  private final Integer maxBody;

  public AiPromptGuard(AiPromptGuardConfig config, PluginContext context) {
    this.allow = compiled(config.allowPatterns());
    this.deny = compiled(config.denyPatterns());
    this.allRoles = Boolean.TRUE.equals(config.matchAllRoles());
    this.newestOnly = Boolean.TRUE.equals(config.allowAllConversationHistory());
    this.maxBody = config.maxRequestBodySize();
  }

  /** Null when one of them is no pattern. */
  private static List<Pattern> compiled(List<String> texts) {
    List<Pattern> patterns = new ArrayList<>();
    for (String text : texts == null ? List.<String>of() : texts) {
      try {
        patterns.add(Pattern.compile(text));
      } catch (PatternSyntaxException none) {
        return null;
      }
    }
    return patterns;
  }

  @Override
  public Step access(Exchange exchange) {
    return Step.await(LlmRequest.read(exchange, maxBody).map(this::decide));
  }

  private Step decide(ObjectNode request) {
    String text = request == null ? null : text(request);
    if (text == null) {
      return REFUSED;
    }
    if (allow == null || deny == null) {
      return UNREADABLE;
    }
    if (anyIn(deny, text) || (!allow.isEmpty() && !anyIn(allow, text))) {
      return REFUSED;
    }
    return Step.NEXT;
  }

  private static boolean anyIn(List<Pattern> patterns, String text) {
    for (Pattern pattern : patterns) {
      if (pattern.matcher(text).find()) {
        return true;
      }
    }
    return false;
  }

  /** What is looked at, the newest message first; null when it cannot be told. */
  private String text(ObjectNode request) {
    JsonNode prompt = request.get("prompt");
    if (!(request.get("messages") instanceof ArrayNode messages)) {
      return prompt != null && prompt.isTextual() ? prompt.asText() : null;
    }
    StringBuilder text = new StringBuilder();
    for (int i = messages.size() - 1; i >= 0; i--) {
      JsonNode role = messages.get(i).path("role");
      JsonNode content = messages.get(i).path("content");
      if (!role.isTextual()) {
        return null;
      }
      if (!allRoles && !role.asText().equals("user")) {
        continue;
      }
      if (!content.isTextual()) {
        return null;
      }
      text.append(content.asText()).append(' ');
      if (newestOnly) {
        break;
      }
    }
    return text.toString();
  }
}
