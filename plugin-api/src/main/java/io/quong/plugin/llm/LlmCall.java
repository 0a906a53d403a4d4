package io.quong.plugin.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.quong.plugin.PluginContext;
import io.quong.plugin.http.Calls;
import io.quong.plugin.message.ByteText;
import io.quong.plugin.message.Json;
import io.quong.plugin.message.PercentEncoding;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Has a model rewrite a body: what the AI transformers share. */
public final class LlmCall {
  private static final int MAX_ANSWER = 8 << 20;
  private static final long KEEP_ALIVE_MS = 60_000;

  private final Setup setup;
  private final LlmModel.Options options;
  private final Pattern extract;
  private final LlmDriver driver;
  private final Calls calls;
  private final Clock clock;

  /**
   * What is configured.
   *
   * @param pattern what of the model's words counts; null for all of them
   * @param timeout milliseconds
   */
  public record Setup(LlmConfig llm, String prompt, String pattern, int timeout, boolean verify) {}

  /**
   * What came of it.
   *
   * @param text the model's words, or what the pattern found in them
   * @param answer the whole answer, in OpenAI's form
   * @param latency milliseconds
   */
  public record Rewritten(String text, JsonNode answer, long latency) {}

  public LlmCall(Setup setup, PluginContext context) {
    this.setup = setup;
    this.options = LlmOptions.of(setup.llm().model());
    this.extract =
        setup.pattern() == null
            ? null
            : Pattern.compile(setup.pattern(), Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);
    this.driver = LlmDriver.of(setup.llm().model(), setup.llm().model().name());
    this.calls = context.nodeWide(Calls.class, () -> new Calls(context.vertx()));
    this.clock = context.clock();
  }

  /**
   * Asks the model.
   *
   * @param body what is to be rewritten
   * @return fails with {@link LlmFailure}, whose message is the client's
   */
  public Future<Rewritten> rewrite(String body) {
    long asked = clock.millis();
    Calls.Request request;
    try {
      request = request(body);
    } catch (LlmFailure failure) {
      return Future.failedFuture(introspection(failure.getMessage()));
    }
    return calls
        .send(request, KEEP_ALIVE_MS, setup.verify(), MAX_ANSWER)
        .recover(
            fault ->
                Future.failedFuture(
                    introspection("request to ai service failed: " + fault.getMessage())))
        .map(response -> read(response, clock.millis() - asked));
  }

  private static LlmFailure introspection(String reason) {
    return new LlmFailure("failed to introspect request with AI service: " + reason);
  }

  private Calls.Request request(String body) {
    ObjectNode asked = JsonNodeFactory.instance.objectNode();
    ArrayNode messages = asked.putArray("messages");
    messages.addObject().put("role", "system").put("content", setup.prompt());
    messages.addObject().put("role", "user").put("content", body);
    asked.put("stream", false);
    if (setup.llm().model().name() != null) {
      asked.put("model", setup.llm().model().name());
    }
    LlmOptions.apply(options, asked);
    LlmAuth auth = setup.llm().auth();
    if (auth != null && "body".equals(auth.paramLocation()) && auth.paramName() != null) {
      asked.put(auth.paramName(), auth.paramValue());
    }
    Buffer sent = Buffer.buffer(driver.request(asked, true).toString());
    LlmAddress address = LlmAddress.of(setup.llm().model(), driver, driver.path(true));
    return new Calls.Request(
        "POST",
        "https".equals(address.url().scheme()),
        address.url().host(),
        address.port(),
        address.path() + query(auth),
        headers(auth, address, sent),
        sent,
        setup.timeout());
  }

  private String query(LlmAuth auth) {
    List<String> arguments = new ArrayList<>();
    if (setup.llm().model().provider().equals("azure")) {
      arguments.add("api-version=" + encoded(options.azureApiVersion()));
    }
    if (auth != null && "query".equals(auth.paramLocation()) && auth.paramName() != null) {
      arguments.add(encoded(auth.paramName()) + "=" + encoded(auth.paramValue()));
    }
    return arguments.isEmpty() ? "" : "?" + String.join("&", arguments);
  }

  private static String encoded(String text) {
    return PercentEncoding.component(ByteText.of(text));
  }

  private List<String> headers(LlmAuth auth, LlmAddress address, Buffer sent) {
    List<String> headers = new ArrayList<>(List.of("Content-Type", "application/json"));
    if (auth != null && auth.headerName() != null && auth.headerValue() != null) {
      headers.addAll(List.of(auth.headerName(), auth.headerValue()));
    }
    if (options.anthropicVersion() != null && setup.llm().model().provider().equals("anthropic")) {
      headers.addAll(List.of("anthropic-version", options.anthropicVersion()));
    }
    if (setup.llm().model().provider().equals("bedrock")) {
      String host = address.url().host() + ":" + address.port();
      address
          .signed(setup.llm().model(), auth, host, clock.instant(), sent.getBytes())
          .forEach((name, value) -> headers.addAll(List.of(name, value)));
      headers.addAll(List.of("Host", host));
    }
    return headers;
  }

  private Rewritten read(Calls.Response response, long latency) {
    if (response.status() > 299) {
      throw introspection("status code " + response.status());
    }
    JsonNode answer;
    try {
      answer = driver.answer(Json.value(ByteText.of(response.body().toString())), true);
    } catch (LlmFailure failure) {
      throw new LlmFailure("failed to convert AI response to Kong format: " + failure.getMessage());
    }
    JsonNode said = answer.at("/choices/0/message/content");
    if (!said.isTextual()) {
      throw new LlmFailure("no 'choices' in upstream AI service response");
    }
    return new Rewritten(extracted(said.asText()), answer, latency);
  }

  private String extracted(String text) {
    if (extract == null) {
      return text;
    }
    Matcher found = extract.matcher(text);
    if (!found.find()) {
      throw new LlmFailure("AI response did not match specified regular expression");
    }
    return found.group();
  }
}
