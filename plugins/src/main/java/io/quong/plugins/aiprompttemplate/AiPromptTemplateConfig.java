package io.quong.plugins.aiprompttemplate;

import io.quong.schema.rule.Default;
import io.quong.schema.rule.GreaterThan;
import io.quong.schema.rule.Required;
import java.util.List;

/** The configuration of ai-prompt-template. */
public record AiPromptTemplateConfig(
    @Required List<Templates> templates,
    @Required @Default("true") Boolean allowUntemplatedRequests,
    @Required @Default("false") Boolean logOriginalRequest,
    @Default("8192") @GreaterThan(0) Integer maxRequestBodySize) {
  /** The block {@code templates}. */
  public record Templates(@Required String name, @Required String template) {}
}
