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

  /** The region of Bedrock: the configured one, else the environment's; null for neither. */
  static String region(LlmModel.Options options) {
    if (options.bedrock() != null && options.bedrock().awsRegion() != null) {
      return options.bedrock().awsRegion();
    }
    String region = System.getenv("AWS_REGION");
    return region != null ? region : System.getenv("AWS_DEFAULT_REGION");
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
