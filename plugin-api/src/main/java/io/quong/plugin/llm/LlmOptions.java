package io.quong.plugin.llm;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The options of a model, and what they do to a request. */
public final class LlmOptions {
  private static final LlmModel.Options NONE =
      new LlmModel.Options(
          null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
          null, null);

  private LlmOptions() {}

  public static LlmModel.Options of(LlmModel model) {
    return model.options() == null ? NONE : model.options();
  }

  /** Puts the configured ones in place of the request's. */
  public static void apply(LlmModel.Options options, ObjectNode request) {
    if (options.maxTokens() != null) {
      request.put("max_tokens", options.maxTokens());
    }
    if (options.temperature() != null) {
      request.put("temperature", options.temperature());
    }
    if (options.topP() != null) {
      request.put("top_p", options.topP());
    }
    if (options.topK() != null) {
      request.put("top_k", options.topK());
    }
  }
}
