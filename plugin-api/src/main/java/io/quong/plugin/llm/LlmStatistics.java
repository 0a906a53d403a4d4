package io.quong.plugin.llm;

import com.fasterxml.jackson.databind.JsonNode;
import io.quong.plugin.Exchange;
import java.util.Map;

/** What a log entry tells of a transformer's talk with a model. */
public final class LlmStatistics {
  private final LlmConfig llm;
  private final String key;
  private final String pluginId;

  /**
   * @param plugin the plugin's name, as the entry has it
   */
  public LlmStatistics(LlmConfig llm, String plugin, String pluginId) {
    this.llm = llm;
    this.key = "ai." + plugin + ".";
    this.pluginId = pluginId;
  }

  /**
   * Adds it, where the configuration asks for it.
   *
   * @param request what was to be rewritten
   */
  public void log(Exchange exchange, String request, LlmCall.Rewritten rewritten) {
    if (Boolean.TRUE.equals(llm.logging().logStatistics())) {
      JsonNode answer = rewritten.answer();
      LlmModel.Options options = LlmOptions.of(llm.model());
      long in = answer.at("/usage/prompt_tokens").asLong();
      long out = answer.at("/usage/completion_tokens").asLong();
      exchange.logField(key + "meta.plugin_id", pluginId);
      exchange.logField(key + "meta.provider_name", llm.model().provider());
      exchange.logField(key + "meta.request_model", "UNSPECIFIED");
      exchange.logField(
          key + "meta.response_model", answer.path("model").asText(llm.model().name()));
      exchange.logField(key + "meta.llm_latency", rewritten.latency());
      exchange.logField(key + "usage.prompt_tokens", in);
      exchange.logField(key + "usage.completion_tokens", out);
      exchange.logField(key + "usage.total_tokens", in + out);
      exchange.logField(key + "usage.time_per_token", out == 0 ? 0 : rewritten.latency() / out);
      if (options.inputCost() != null && options.outputCost() != null) {
        exchange.logField(
            key + "usage.cost",
            (in * options.inputCost() + out * options.outputCost()) / 1_000_000);
      }
      exchange.logField(key + "cache", Map.of());
    }
    if (Boolean.TRUE.equals(llm.logging().logPayloads())) {
      exchange.logField(key + "payload.request", request);
      exchange.logField(key + "payload.response", rewritten.text());
    }
  }
}
