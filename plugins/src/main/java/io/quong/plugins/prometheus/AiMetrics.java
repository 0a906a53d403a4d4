package io.quong.plugins.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import io.quong.plugin.Metrics;
import java.util.function.BooleanSupplier;

/** The families of requests to language models, from the {@code ai} member of the log entry. */
final class AiMetrics {
  private static final double[] BUCKETS = {
    250, 500, 1000, 1500, 2000, 2500, 3000, 3500, 4000, 4500, 5000, 10000, 30000, 60000
  };
  private static final String[] TOKENS = {"prompt_tokens", "completion_tokens", "total_tokens"};
  private static final String[] LABELS = {
    "ai_provider",
    "ai_model",
    "cache_status",
    "vector_db",
    "embeddings_provider",
    "embeddings_model",
    "workspace"
  };

  private final Metrics.Counter requests;
  private final Metrics.Counter cost;
  private final Metrics.Counter tokens;
  private final Metrics.Histogram latency;

  AiMetrics(Metrics metrics, BooleanSupplier shown) {
    requests =
        metrics.counter(
            "kong_ai_llm_requests_total", "AI requests total per ai_provider in Kong", LABELS);
    cost =
        metrics.counter(
            "kong_ai_llm_cost_total", "AI requests cost per ai_provider/cache in Kong", LABELS);
    tokens =
        metrics.counter(
            "kong_ai_llm_tokens_total",
            "AI requests cost per ai_provider/cache in Kong",
            "ai_provider",
            "ai_model",
            "cache_status",
            "vector_db",
            "embeddings_provider",
            "embeddings_model",
            "token_type",
            "workspace");
    latency =
        metrics.histogram(
            "kong_ai_llm_provider_latency_ms",
            "LLM response Latency for each AI plugins per ai_provider in Kong",
            BUCKETS,
            LABELS);
    for (String name :
        new String[] {"requests_total", "cost_total", "tokens_total", "provider_latency_ms"}) {
      metrics.showWhile("kong_ai_llm_" + name, shown);
    }
  }

  /** One sample for each entry of the {@code ai} object: {@code proxy} and others. */
  void count(JsonNode ai, String workspace) {
    for (JsonNode entry : ai) {
      String[] who = {
        text(entry.at("/meta/provider_name")),
        text(entry.at("/meta/request_model")),
        text(entry.at("/cache/cache_status")),
        text(entry.at("/cache/vector_db")),
        text(entry.at("/cache/embeddings_provider")),
        text(entry.at("/cache/embeddings_model")),
        workspace
      };
      requests.add(1, who);
      if (entry.at("/usage/cost").asDouble() > 0) {
        cost.add(entry.at("/usage/cost").asDouble(), who);
      }
      if (entry.at("/meta/llm_latency").asDouble() > 0) {
        latency.observe(entry.at("/meta/llm_latency").asDouble(), who);
      }
      for (String type : TOKENS) {
        double used = entry.path("usage").path(type).asDouble();
        if (used > 0) {
          tokens.add(used, who[0], who[1], who[2], who[3], who[4], who[5], type, workspace);
        }
      }
    }
  }

  private static String text(JsonNode value) {
    return value.isValueNode() && !value.isNull() ? value.asText() : "";
  }
}
