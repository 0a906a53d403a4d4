package io.quong.plugins.airesponsetransformer;

import io.quong.plugin.llm.LlmConfig;
import io.quong.schema.check.Host;
import io.quong.schema.rule.Between;
import io.quong.schema.rule.Check;
import io.quong.schema.rule.Condition;
import io.quong.schema.rule.Conditional;
import io.quong.schema.rule.Default;
import io.quong.schema.rule.GreaterThan;
import io.quong.schema.rule.MutuallyRequired;
import io.quong.schema.rule.Required;

/** The configuration of ai-response-transformer. */
@Conditional(
    ifField = "config.llm.route_type",
    ifMatch = @Condition(notOneOf = {"llm/v1/chat"}),
    thenField = "config.llm.route_type",
    thenMatch = @Condition(equal = "\"llm/v1/chat\""),
    error = "'config.llm.route_type' must be 'llm/v1/chat' for AI transformer plugins")
@MutuallyRequired({"config.http_proxy_host", "config.http_proxy_port"})
@MutuallyRequired({"config.https_proxy_host", "config.https_proxy_port"})
public record AiResponseTransformerConfig(
    @Required String prompt,
    @Required(false) String transformationExtractPattern,
    @Required @Default("false") Boolean parseLlmResponseJsonInstructions,
    @Required @Default("60000") Integer httpTimeout,
    @Required @Default("true") Boolean httpsVerify,
    @Default("8192") @GreaterThan(0) Integer maxRequestBodySize,
    @Check(Host.class) String httpProxyHost,
    @Between(min = 0, max = 65535) Integer httpProxyPort,
    @Check(Host.class) String httpsProxyHost,
    @Between(min = 0, max = 65535) Integer httpsProxyPort,
    @Required LlmConfig llm) {}
