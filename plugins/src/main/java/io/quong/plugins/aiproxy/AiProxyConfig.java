package io.quong.plugins.aiproxy;

import io.quong.plugin.llm.LlmAuth;
import io.quong.plugin.llm.LlmLogging;
import io.quong.plugin.llm.LlmModel;
import io.quong.plugin.llm.SupportedStatistics;
import io.quong.schema.rule.Condition;
import io.quong.schema.rule.Conditional;
import io.quong.schema.rule.ConditionalAtLeastOneOf;
import io.quong.schema.rule.Default;
import io.quong.schema.rule.EntityCheck;
import io.quong.schema.rule.GreaterThan;
import io.quong.schema.rule.MutuallyRequired;
import io.quong.schema.rule.OneOf;
import io.quong.schema.rule.Required;

/** The configuration of ai-proxy. */
@Conditional(
    ifField = "config.llm_format",
    ifMatch = @Condition(oneOf = {"bedrock", "gemini"}),
    thenField = "config.route_type",
    thenMatch = @Condition(equal = "\"llm/v1/chat\""),
    error =
        "native provider options in llm_format can only be used with the 'llm/v1/chat' route_type")
@Conditional(
    ifField = "config.llm_format",
    ifMatch = @Condition(equal = "\"bedrock\""),
    thenField = "config.model.provider",
    thenMatch = @Condition(equal = "\"bedrock\""),
    error = "native llm_format 'bedrock' can only be used with the 'bedrock' model.provider")
@Conditional(
    ifField = "config.llm_format",
    ifMatch = @Condition(equal = "\"gemini\""),
    thenField = "config.model.provider",
    thenMatch = @Condition(equal = "\"gemini\""),
    error = "native llm_format 'gemini' can only be used with the 'gemini' model.provider")
@Conditional(
    ifField = "model.provider",
    ifMatch = @Condition(oneOf = {"bedrock", "gemini"}),
    thenField = "auth.allow_override",
    thenMatch = @Condition(equal = "false"),
    error = "bedrock and gemini only support auth.allow_override = false")
@MutuallyRequired({"auth.header_name", "auth.header_value"})
@MutuallyRequired({"auth.param_name", "auth.param_value", "auth.param_location"})
@ConditionalAtLeastOneOf(
    ifField = "model.provider",
    ifMatch = @Condition(oneOf = {"llama2"}),
    thenFields = {"model.options.llama2_format"},
    error = "must set %s for llama2 provider")
@ConditionalAtLeastOneOf(
    ifField = "model.provider",
    ifMatch = @Condition(oneOf = {"mistral"}),
    thenFields = {"model.options.mistral_format"},
    error = "must set %s for mistral provider")
@ConditionalAtLeastOneOf(
    ifField = "model.provider",
    ifMatch = @Condition(oneOf = {"anthropic"}),
    thenFields = {"model.options.anthropic_version"},
    error = "must set %s for anthropic provider")
@ConditionalAtLeastOneOf(
    ifField = "model.provider",
    ifMatch = @Condition(oneOf = {"azure"}),
    thenFields = {"model.options.azure_instance"},
    error = "must set %s for azure provider")
@ConditionalAtLeastOneOf(
    ifField = "model.provider",
    ifMatch = @Condition(oneOf = {"azure"}),
    thenFields = {"model.options.azure_api_version"},
    error = "must set %s for azure provider")
@ConditionalAtLeastOneOf(
    ifField = "model.provider",
    ifMatch = @Condition(oneOf = {"azure"}),
    thenFields = {"model.options.azure_deployment_id"},
    error = "must set %s for azure provider")
@ConditionalAtLeastOneOf(
    ifField = "model.provider",
    ifMatch = @Condition(oneOf = {"llama2"}),
    thenFields = {"model.options.upstream_url"},
    error = "must set %s for self-hosted providers/models")
@EntityCheck(
    value = SupportedStatistics.class,
    fields = {"route_type", "model", "logging"})
public record AiProxyConfig(
    @Required @OneOf({"llm/v1/chat", "llm/v1/completions", "preserve"}) String routeType,
    @Required(false) LlmAuth auth,
    @Required LlmModel model,
    @Required LlmLogging logging,
    @Required(false) @Default("\"allow\"") @OneOf({"allow", "deny", "always"})
        String responseStreaming,
    @Default("8192") @GreaterThan(0) Integer maxRequestBodySize,
    @Default("true") Boolean modelNameHeader,
    @Required(false) @Default("\"openai\"") @OneOf({"openai", "bedrock", "gemini"})
        String llmFormat) {}
