package io.quong.plugin.llm;

import io.quong.schema.rule.Default;
import io.quong.schema.rule.Required;

/** What of the talk with a language model is logged. */
public record LlmLogging(
    @Required @Default("false") Boolean logStatistics,
    @Required @Default("false") Boolean logPayloads) {}
