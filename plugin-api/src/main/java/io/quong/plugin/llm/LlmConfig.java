package io.quong.plugin.llm;

import io.quong.schema.rule.Condition;
import io.quong.schema.rule.Conditional;
import io.quong.schema.rule.ConditionalAtLeastOneOf;
import io.quong.schema.rule.EntityCheck;
import io.quong.schema.rule.MutuallyRequired;
import io.quong.schema.rule.OneOf;
import io.quong.schema.rule.Required;

/** A language model, as the plugins that have it rewrite bodies are configured with. */
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
public record LlmConfig(
    @Required @OneOf({"llm/v1/chat", "llm/v1/completions", "preserve"}) String routeType,
    @Required(false) LlmAuth auth,
    @Required LlmModel model,
    @Required LlmLogging logging) {}
