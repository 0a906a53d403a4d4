package io.quong.plugins.aiproxy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.buffer.ByteBuf;
import io.quong.plugin.BodyPiece;
import io.quong.plugin.ClientResponse.Source;
import io.quong.plugin.Exchange;
import io.quong.plugin.GatewayPlugin;
import io.quong.plugin.Headers;
import io.quong.plugin.Plugin;
import io.quong.plugin.PluginContext;
import io.quong.plugin.Step;
import io.quong.plugin.llm.LlmDriver;
import io.quong.plugin.llm.LlmEvents;
import io.quong.plugin.llm.LlmFailure;
import io.quong.plugin.llm.LlmOptions;
import io.quong.plugin.llm.LlmRequest;
import io.quong.plugin.message.ByteText;
import io.quong.plugin.message.Json;
import java.time.Clock;
import java.util.List;

/**
 * Kong's ai-proxy: clients speak OpenAI's form whatever the provider. Streams of Bedrock and
 * Hugging Face are not there yet and are refused by name.
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
      if (config.llmFormat() != null && !config.llmFormat().equals("openai")) {
        return passNative(exchange);
      }
      return preserves ? preserve(exchange) : convert(exchange, request);
    } catch (LlmFailure failure) {
      return LlmRequest.refuse(400, failure.getMessage());
    }
  }

  private Step preserve(Exchange exchange) {
    String name = ModelName.of(config.model().name(), exchange);
    LlmDriver driver = LlmDriver.of(config.model(), name);
    upstreams.apply(exchange, driver, driver.path(true));
    upstreams.sign(exchange, driver, driver.path(true), clock.instant());
    exchange.streamResponse();
    exchange.note(new Asked(driver, name, true, true, "", clock.millis()));
    return Step.NEXT;
  }

  /** A request in the provider's own form; the answer stays in it, too. */
  private Step passNative(Exchange exchange) {
    NativeCall call =
        NativeCall.of(config.llmFormat(), ModelName.of(config.model().name(), exchange), exchange);
    if (call.streams() && "deny".equals(config.responseStreaming())) {
      throw new LlmFailure("response streaming is not enabled for this LLM");
    }
    LlmDriver driver = LlmDriver.of(config.model(), call.model());
    upstreams.apply(exchange, driver, call.path());
    upstreams.sign(exchange, driver, call.path(), clock.instant());
    exchange.streamResponse();
    exchange.note(new Asked(driver, call.model(), true, true, "", clock.millis()));
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
    String operation = streams ? driver.streamPath(messages) : driver.path(messages);
    upstreams.apply(exchange, driver, operation);
    exchange.upstream().headers().set("Content-Type", "application/json");
    LlmRequest.write(exchange, driver.request(request, messages));
    upstreams.sign(exchange, driver, operation, clock.instant());
    Asked asked = new Asked(driver, name, messages, streams, sent, clock.millis());
    if (streams) {
      exchange.streamResponse();
      asked.events = driver.streamsAsOpenAi() ? null : driver.events(messages);
    }
    exchange.note(asked);
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
    if (streams && !driver.streamsAsOpenAi() && driver.events(true) == null) {
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
    if (asked.events != null) {
      if (exchange.response().status() == 200) {
        stream(exchange.response().headers());
      } else {
        asked.events = null;
      }
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

  /** The head of a stream of events that are not the upstream's own. */
  private static void stream(Headers headers) {
    headers.set("Content-Type", "text/event-stream");
    headers.remove("Content-Length");
  }

  /** What is no stream was held until its end, so it comes as one piece. */
  @Override
  public void bodyFilter(Exchange exchange, BodyPiece piece) {
    if (!(exchange.note() instanceof Asked asked)
        || exchange.response().source() != Source.SERVICE) {
      return;
    }
    if (asked.answer != null && piece.last()) {
      piece.replace(ByteText.buffer(Json.text(asked.answer)));
    } else if (asked.events != null) {
      piece.replace(ByteText.buffer(events(asked, piece)));
    }
  }

  private static String events(Asked asked, BodyPiece piece) {
    StringBuilder out = new StringBuilder();
    for (String event : asked.reader.read(ByteText.of(piece.content()), piece.last())) {
      JsonNode theirs = Json.value(event);
      if (theirs != null) {
        add(asked, asked.events.event(theirs), out);
      }
    }
    if (piece.last()) {
      add(asked, asked.events.end(), out);
    }
    return out.toString();
  }

  /** Behind the mark of the end there is nothing, not even the end of its line, as in Kong. */
  private static void add(Asked asked, List<String> events, StringBuilder out) {
    for (String event : events) {
      if (asked.ended) {
        return;
      }
      asked.ended = event.equals(LlmEvents.DONE);
      out.append("data: ").append(ByteText.of(event)).append(asked.ended ? "" : "\n\n");
    }
  }
}
