package io.quong.plugins.aipromptdecorator;

import io.quong.schema.rule.AtLeastOneOf;
import io.quong.schema.rule.Default;
import io.quong.schema.rule.GreaterThan;
import io.quong.schema.rule.Length;
import io.quong.schema.rule.OneOf;
import io.quong.schema.rule.Required;
import java.util.List;

/** The configuration of ai-prompt-decorator. */
@AtLeastOneOf({"config.prompts.prepend", "config.prompts.append"})
public record AiPromptDecoratorConfig(
    @Required(false) Prompts prompts,
    @Default("8192") @GreaterThan(0) Integer maxRequestBodySize,
    @Required(false) @Default("\"openai\"") @OneOf({"openai", "bedrock", "gemini"})
        String llmFormat) {
  /** The block {@code prepend}. */
  public record Prepend(
      @Required @Default("\"system\"") @OneOf({"system", "assistant", "user"}) String role,
      @Required @Length(min = 1, max = 500) String content) {}

  /** The block {@code append}. */
  public record Append(
      @Required @Default("\"system\"") @OneOf({"system", "assistant", "user"}) String role,
      @Required @Length(min = 1, max = 500) String content) {}

  /** The block {@code prompts}. */
  public record Prompts(
      @Required(false) @Length(max = 15) List<Prepend> prepend,
      @Required(false) @Length(max = 15) List<Append> append) {}
}
