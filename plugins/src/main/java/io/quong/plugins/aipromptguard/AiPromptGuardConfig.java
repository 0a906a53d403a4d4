package io.quong.plugins.aipromptguard;

import io.quong.schema.rule.AtLeastOneOf;
import io.quong.schema.rule.Condition;
import io.quong.schema.rule.Conditional;
import io.quong.schema.rule.Default;
import io.quong.schema.rule.GreaterThan;
import io.quong.schema.rule.Length;
import io.quong.schema.rule.OneOf;
import io.quong.schema.rule.Required;
import java.util.List;

/** The configuration of ai-prompt-guard. */
@AtLeastOneOf({"config.allow_patterns", "config.deny_patterns"})
@Conditional(
    ifField = "config.match_all_roles",
    ifMatch = @Condition(equal = "true"),
    thenField = "config.allow_all_conversation_history",
    thenMatch = @Condition(equal = "false"))
public record AiPromptGuardConfig(
    @Required(false) @Length(max = 10) List<@Length(min = 1, max = 500) String> allowPatterns,
    @Required(false) @Length(max = 10) List<@Length(min = 1, max = 500) String> denyPatterns,
    @Required @Default("false") Boolean allowAllConversationHistory,
    @Default("8192") @GreaterThan(0) Integer maxRequestBodySize,
    @Required @Default("false") Boolean matchAllRoles,
    @Required(false) @Default("\"openai\"") @OneOf({"openai", "bedrock", "gemini"})
        String llmFormat) {}
