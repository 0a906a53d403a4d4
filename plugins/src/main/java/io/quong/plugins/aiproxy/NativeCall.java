package io.quong.plugins.aiproxy;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.quong.plugin.Exchange;
import io.quong.plugin.llm.LlmFailure;

/**
 * What a request in a provider's own form asks for; its path tells.
 *
 * @param operation the last part of the path, such as {@code converse-stream}
 */
record NativeCall(String model, String operation) {
  private static final Pattern BEDROCK =
      Pattern.compile("/model/([^/]+)/(converse|converse-stream)$");
  private static final Pattern GEMINI =
      Pattern.compile("/models/([^/:]+):(generateContent|streamGenerateContent)$");

  /**
   * Reads the path; captures of the route named {@code model} and {@code operation} go before it.
   *
   * @param format {@code bedrock} or {@code gemini}
   * @param configured the model's name; null for the request's
   */
  static NativeCall of(String format, String configured, Exchange exchange) {
    Matcher path = (format.equals("bedrock") ? BEDROCK : GEMINI).matcher(exchange.request().path());
    boolean found = path.find();
    String model = part("model", found ? path.group(1) : null, exchange);
    String operation = part("operation", found ? path.group(2) : null, exchange);
    if (model == null && configured == null) {
      throw new LlmFailure("model parameter not found in request, nor in gateway configuration");
    }
    if (model != null && configured != null && !model.equals(configured)) {
      throw new LlmFailure("cannot use own model - must be: " + configured);
    }
    String plain = format.equals("bedrock") ? "converse" : "generateContent";
    return new NativeCall(
        configured != null ? configured : model, operation == null ? plain : operation);
  }

  private static String part(String name, String ofPath, Exchange exchange) {
    String captured = exchange.request().captures().get(name);
    return captured != null ? captured : ofPath;
  }

  boolean streams() {
    return operation.equals("converse-stream") || operation.equals("streamGenerateContent");
  }

  /** The provider's path. */
  String path() {
    return operation.startsWith("converse")
        ? "/model/" + model + "/" + operation
        : "/v1beta/models/" + model + ":" + operation;
  }
}
