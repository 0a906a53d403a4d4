package io.quong.plugin.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** How one provider is spoken to; requests and answers come and go in OpenAI's form. */
public interface LlmDriver {
  /**
   * The provider's form of a request, in which model, options and streaming are settled already.
   *
   * @param chat whether it has messages; else it has a prompt
   * @throws LlmFailure when there is none
   */
  ObjectNode request(ObjectNode request, boolean chat);

  /**
   * OpenAI's form of an answer.
   *
   * @param answer null for one that is no JSON
   * @throws LlmFailure when it is not what the provider answers
   */
  JsonNode answer(JsonNode answer, boolean chat);

  /** The provider's own address; null when there is none and one has to be configured. */
  String url();

  /** The path of the operation behind it. */
  String path(boolean chat);

  /** Whether its streams are OpenAI's own events, which pass as they are. */
  default boolean streamsAsOpenAi() {
    return false;
  }

  /** What makes OpenAI's events of its own; null when it does not stream here. */
  default LlmEvents events(boolean chat) {
    return null;
  }

  /** The path of the operation when it streams. */
  default String streamPath(boolean chat) {
    return path(chat);
  }

  /** The driver for a model. */
  static LlmDriver of(LlmModel model, String name) {
    LlmModel.Options options = LlmOptions.of(model);
    return switch (model.provider()) {
      case "azure" ->
          new OpenAiDriver(
              "https://"
                  + options.azureInstance()
                  + ".openai.azure.com:443/openai/deployments/"
                  + options.azureDeploymentId(),
              "/chat/completions",
              "/completions");
      case "mistral" ->
          "ollama".equals(options.mistralFormat())
              ? new OllamaDriver("https://api.mistral.ai:443", "/v1/chat/completions")
              : new OpenAiDriver("https://api.mistral.ai:443", "/v1/chat/completions", null);
      case "llama2" ->
          switch (options.llama2Format() == null ? "raw" : options.llama2Format()) {
            case "ollama" -> new OllamaDriver(null, "/");
            case "openai" -> new OpenAiDriver(null, "/", "/");
            default -> new LlamaDriver();
          };
      case "anthropic" -> new AnthropicDriver();
      case "cohere" -> new CohereDriver(name);
      case "gemini" -> new GeminiDriver(name);
      case "huggingface" -> new HuggingFaceDriver(name, options.huggingface());
      case "bedrock" ->
          new BedrockDriver(name, LlmOptions.region(options), options.anthropicVersion());
      default ->
          new OpenAiDriver("https://api.openai.com:443", "/v1/chat/completions", "/v1/completions");
    };
  }
}
