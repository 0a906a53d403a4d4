package io.quong.plugin.llm;

import io.quong.plugin.rule.UrlText;
import io.quong.schema.rule.Between;
import io.quong.schema.rule.Check;
import io.quong.schema.rule.Default;
import io.quong.schema.rule.GreaterThan;
import io.quong.schema.rule.MutuallyRequired;
import io.quong.schema.rule.OneOf;
import io.quong.schema.rule.Required;

/** Which language model is asked, and how. */
public record LlmModel(
    @Required
        @OneOf({
          "openai",
          "azure",
          "anthropic",
          "cohere",
          "mistral",
          "llama2",
          "gemini",
          "bedrock",
          "huggingface"
        })
        String provider,
    @Required(false) String name,
    @Required(false) Options options) {
  /** The block {@code gemini}. */
  @MutuallyRequired({"api_endpoint", "project_id", "location_id"})
  public record Gemini(
      @Required(false) String apiEndpoint,
      @Required(false) String projectId,
      @Required(false) String locationId) {}

  /** The block {@code bedrock}. */
  public record Bedrock(@Required(false) String awsRegion) {}

  /** The block {@code huggingface}. */
  public record Huggingface(
      @Required(false) Boolean useCache, @Required(false) Boolean waitForModel) {}

  /** The block {@code options}. */
  public record Options(
      @Required(false) Integer maxTokens,
      @Required(false) @GreaterThan(0) Double inputCost,
      @Required(false) @GreaterThan(0) Double outputCost,
      @Required(false) @Between(min = 0, max = 5) Double temperature,
      @Required(false) @Between(min = 0, max = 1) Double topP,
      @Required(false) @Between(min = 0, max = 500) Integer topK,
      @Required(false) String anthropicVersion,
      @Required(false) String azureInstance,
      @Required(false) @Default("\"2023-05-15\"") String azureApiVersion,
      @Required(false) String azureDeploymentId,
      @Required(false) @OneOf({"raw", "openai", "ollama"}) String llama2Format,
      @Required(false) @OneOf({"openai", "ollama"}) String mistralFormat,
      @Required(false) @Check(UrlText.class) String upstreamUrl,
      @Required(false) String upstreamPath,
      @Required(false) Gemini gemini,
      @Required(false) Bedrock bedrock,
      @Required(false) Huggingface huggingface) {}
}
