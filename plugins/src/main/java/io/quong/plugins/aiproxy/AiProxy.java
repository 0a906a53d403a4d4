package io.quong.plugins.aiproxy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.buffer.ByteBuf;
import io.quong.plugin.BodyPiece;
import io.quong.plugin.ClientResponse.Source;
import io.quong.plugin.Exchange;
import io.quong.plugin.GatewayPlugin;
import io.quong.plugin.Plugin;
import io.quong.plugin.PluginContext;
import io.quong.plugin.Step;
import io.quong.plugin.llm.LlmDriver;
import io.quong.plugin.llm.LlmFailure;
import io.quong.plugin.llm.LlmOptions;
import io.quong.plugin.llm.LlmRequest;
import io.quong.plugin.message.ByteText;
import io.quong.plugin.message.Json;
import java.time.Clock;
import java.util.List;

/**
 * Kong's ai-proxy: clients speak OpenAI's form whatever the provider. Bedrock, native formats, and
 * streams of providers with events of their own are not there yet and are refused by name.
 */
@GatewayPlugin(name = "ai-proxy", priority = 770)
public final class AiProxy implements Plugin {
  private static final String MODEL_HEADER = "X-Kong-LLM-Model";

  private final AiProxyConfig config;
  private final boolean preserves;
  private final UpstreamChoice upstreams;
  private final Statistics statistics;
  private final Clock clock;

  public AiProxy(AiProxyConfig config, PluginContext context) {
    this.config = config;
    this.preserves = config.routeType().equals("preserve");
    this.upstreams = new UpstreamChoice(config);
    this.statistics =
        Boolean.TRUE.equals(config.logging().logStatistics())
            ? new Statistics(config.model(), config.logging(), context.instance().id())
            : null;
    this.clock = context.clock();
  }

  @Override
  public Step access(Exchange exchange) {
    return Step.await(
        LlmRequest.read(exchange, config.maxRequestBodySize())
            .map(request -> ask(exchange, request)));
  }

  private Step ask(Exchange exchange, ObjectNode request) {
    try {
      if (!"openai".equals(config.llmFormat() == null ? "openai" : config.llmFormat())) {
        throw new LlmFailure("the format " + config.llmFormat() + " is not available yet");
      }
      return preserves ? preserve(exchange) : convert(exchange, request);
    } catch (LlmFailure failure) {
      return LlmRequest.refuse(400, failure.getMessage());
    }
  }

  private Step preserve(Exchange exchange) {
    String name = ModelName.of(config.model().name(), exchange);
    LlmDriver driver = LlmDriver.of(config.model(), name);
    upstreams.apply(exchange, driver, true);
    exchange.streamResponse();
    exchange.note(new Asked(driver, name, true, true, "", clock.millis()));
    return Step.NEXT;
  }

  private Step convert(Exchange exchange, ObjectNode request) {
    boolean messages =
        request != null && request.path("messages").isArray() && !request.get("messages").isEmpty();
    boolean prompt = request != null && request.path("prompt").isTextual();
    if (!messages && !prompt) {
      throw new LlmFailure("request body doesn't contain valid prompts");
    }
    String name = model(request, ModelName.of(config.model().name(), exchange));
    if (messages && prompt) {
      throw new LlmFailure("request matches multiple LLM request formats");
    }
    String format = messages ? "llm/v1/chat" : "llm/v1/completions";
    if (!format.equals(config.routeType())) {
      throw new LlmFailure(
          "["
              + format
              + "] message format is not compatible with ["
              + config.routeType()
              + "] route type");
    }
    String sent = request.toString();
    LlmDriver driver = LlmDriver.of(config.model(), name);
    boolean streams = streams(request, driver);
    request.put("model", name).put("stream", streams);
    LlmOptions.apply(LlmOptions.of(config.model()), request);
    if (driver.path(messages) == null) {
      throw new LlmFailure(
          "no transformer for " + config.model().provider() + "://" + config.routeType());
    }
    key(request);
    upstreams.apply(exchange, driver, messages);
    exchange.upstream().headers().set("Content-Type", "application/json");
    LlmRequest.write(exchange, driver.request(request, messages));
    if (streams) {
      exchange.streamResponse();
    }
    exchange.note(new Asked(driver, name, messages, streams, sent, clock.millis()));
    return Step.NEXT;
  }

  private static String model(ObjectNode request, String configured) {
    JsonNode asked = request.path("model");
    String named = asked.isTextual() && !asked.asText().isEmpty() ? asked.asText() : null;
    if (configured == null && named == null) {
      throw new LlmFailure("model parameter not found in request, nor in gateway configuration");
    }
    if (configured != null && named != null && !named.equals(configured)) {
      throw new LlmFailure("cannot use own model - must be: " + configured);
    }
    return configured != null ? configured : named;
  }

  private boolean streams(ObjectNode request, LlmDriver driver) {
    JsonNode asked = request.path("stream");
    boolean wanted =
        asked.isBoolean() ? asked.booleanValue() : !asked.isMissingNode() && !asked.isNull();
    boolean streams = wanted || "always".equals(config.responseStreaming());
    if (streams && "deny".equals(config.responseStreaming())) {
      throw new LlmFailure("response streaming is not enabled for this LLM");
    }
    if (streams && !driver.streamsAsOpenAi()) {
      throw new LlmFailure(
          "response streaming is not available for " + config.model().provider() + " yet");
    }
    return streams;
  }

  /** The key as a field of the body. */
  private void key(ObjectNode request) {
    if (config.auth() != null
        && "body".equals(config.auth().paramLocation())
        && config.auth().paramName() != null
        && (!upstreams.overridable() || !request.has(config.auth().paramName()))) {
      request.put(config.auth().paramName(), config.auth().paramValue());
    }
  }

  @Override
  public Step response(Exchange exchange) {
    if (!(exchange.note() instanceof Asked asked)
        || asked.preserved
        || exchange.upstreamResponse().status() != 200) {
      return Step.NEXT;
    }
    ByteBuf body = exchange.upstreamResponse().body();
    String text = body == null ? "" : ByteText.of(body);
    try {
      asked.answer = asked.driver.answer(Json.value(text), asked.chat);
    } catch (LlmFailure failure) {
      ObjectNode told = JsonNodeFactory.instance.objectNode();
      told.putObject("error")
          .put(
              "message",
              "transformation failed from type "
                  + config.model().provider()
                  + "://"
                  + config.routeType()
                  + ": "
                  + failure.getMessage());
      asked.answer = told;
      asked.status = 500;
    }
    if (statistics != null) {
      JsonNode known = asked.status == 0 ? asked.answer : null;
      statistics.log(exchange, asked, known, ByteText.unicode(text), clock.millis() - asked.at);
    }
    return Step.NEXT;
  }

  @Override
  public Step headerFilter(Exchange exchange) {
    if (!(exchange.note() instanceof Asked asked)
        || exchange.response().source() != Source.SERVICE) {
      return Step.NEXT;
    }
    boolean shown =
        !Boolean.FALSE.equals(config.modelNameHeader())
            || exchange.request().headers().contains("Kong-Debug");
    if (shown && exchange.response().status() == 200) {
      exchange
          .response()
          .headers()
          .set(MODEL_HEADER, ByteText.of(config.model().provider() + "/" + asked.model));
    }
    if (asked.answer != null) {
      for (String name : List.of("Content-Length", "Content-Encoding", "Set-Cookie")) {
        exchange.response().headers().remove(name);
      }
    }
    if (asked.status != 0) {
      exchange.response().status(asked.status);
    }
    return Step.NEXT;
  }

  /** The body was held until its end, so it comes as one piece. */
  @Override
  public void bodyFilter(Exchange exchange, BodyPiece piece) {
    if (exchange.note() instanceof Asked asked
        && asked.answer != null
        && exchange.response().source() == Source.SERVICE
        && piece.last()) {
      piece.replace(ByteText.buffer(Json.text(asked.answer)));
    }
  }
}
