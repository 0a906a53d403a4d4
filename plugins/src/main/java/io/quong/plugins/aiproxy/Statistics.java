package io.quong.plugins.aiproxy;

import com.fasterxml.jackson.databind.JsonNode;
import io.quong.plugin.Exchange;
import io.quong.plugin.llm.LlmLogging;
import io.quong.plugin.llm.LlmModel;
import io.quong.plugin.llm.LlmOptions;

/** What a log entry tells of the talk with a model. */
final class Statistics {
  private static final String KEY = "ai.proxy.";

  private final LlmModel model;
  private final boolean payloads;
  private final String pluginId;

  Statistics(LlmModel model, LlmLogging logging, String pluginId) {
    this.model = model;
    this.payloads = Boolean.TRUE.equals(logging.logPayloads());
    this.pluginId = pluginId;
  }

  /**
   * Adds it.
   *
   * @param answer OpenAI's form of it; null for none
   * @param body what the provider sent
   * @param latency milliseconds
   */
  void log(Exchange exchange, Asked asked, JsonNode answer, String body, long latency) {
    exchange.logField(KEY + "meta.plugin_id", pluginId);
    exchange.logField(KEY + "meta.provider_name", model.provider());
    exchange.logField(KEY + "meta.request_model", asked.model);
    String answered = answer == null ? null : answer.path("model").asText(null);
    exchange.logField(KEY + "meta.response_model", answered == null ? asked.model : answered);
    exchange.logField(KEY + "meta.llm_latency", latency);
    long in = answer == null ? 0 : answer.at("/usage/prompt_tokens").asLong();
    long out = answer == null ? 0 : answer.at("/usage/completion_tokens").asLong();
    exchange.logField(KEY + "usage.prompt_tokens", in);
    exchange.logField(KEY + "usage.completion_tokens", out);
    exchange.logField(KEY + "usage.total_tokens", in + out);
    exchange.logField(KEY + "usage.time_per_token", out == 0 ? 0.0 : (double) latency / out);
    exchange.logField(KEY + "usage.cost", cost(in, out));
    if (payloads) {
      exchange.logField(KEY + "payload.request", asked.requestBody);
      exchange.logField(KEY + "payload.response", body);
    }
  }

  private double cost(long in, long out) {
    LlmModel.Options options = LlmOptions.of(model);
    return options.inputCost() == null || options.outputCost() == null
        ? 0
        : (in * options.inputCost() + out * options.outputCost()) / 1_000_000;
  }
}
