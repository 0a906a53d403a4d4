package io.quong.plugins.airesponsetransformer;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.quong.plugin.Exchange;
import io.quong.plugin.GatewayPlugin;
import io.quong.plugin.Headers;
import io.quong.plugin.Plugin;
import io.quong.plugin.PluginContext;
import io.quong.plugin.ServiceCall;
import io.quong.plugin.ServiceFailure;
import io.quong.plugin.Step;
import io.quong.plugin.llm.LlmCall;
import io.quong.plugin.llm.LlmFailure;
import io.quong.plugin.llm.LlmRequest;
import io.quong.plugin.llm.LlmStatistics;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Kong's ai-response-transformer: makes the upstream's request itself, has a model rewrite the
 * answer, and answers the client.
 */
@GatewayPlugin(name = "ai-response-transformer", priority = 768)
public final class AiResponseTransformer implements Plugin {
  private static final int MAX_BODY = 8 << 20;
  private static final int TIMEOUT_MS = 60_000;
  private static final Set<String> OWN =
      Set.of("host", "content-length", "connection", "transfer-encoding", "accept-encoding", "te");

  private final AiResponseTransformerConfig config;
  private final LlmCall call;
  private final LlmStatistics statistics;

  public AiResponseTransformer(AiResponseTransformerConfig config, PluginContext context) {
    this.config = config;
    this.call =
        new LlmCall(
            new LlmCall.Setup(
                config.llm(),
                config.prompt(),
                config.transformationExtractPattern(),
                config.httpTimeout(),
                config.httpsVerify()),
            context);
    this.statistics =
        new LlmStatistics(config.llm(), "ai-response-transformer", context.instance().id());
  }

  @Override
  public Step access(Exchange exchange) {
    if (exchange.service() == null) {
      return LlmRequest.refuse(500, "failed to connect to upstream: no service");
    }
    return Step.await(exchange.request().readBody(MAX_BODY).compose(body -> ask(exchange, body)));
  }

  private Future<Step> ask(Exchange exchange, ByteBuf received) {
    ByteBuf changed = exchange.upstream().body();
    ByteBuf body = changed != null ? changed : received;
    String query = exchange.upstream().rawQuery();
    ServiceCall asked =
        exchange.call(
            new ServiceCall.Request(
                exchange.service(),
                exchange.upstream().method(),
                exchange.upstream().path() + (query == null ? "" : "?" + query),
                headers(exchange.upstream().headers()),
                body == null || !body.isReadable()
                    ? null
                    : Buffer.buffer(ByteBufUtil.getBytes(body)),
                TIMEOUT_MS,
                MAX_BODY));
    exchange.note(asked);
    return asked
        .reply()
        .compose(reply -> rewrite(exchange, reply))
        .recover(
            fault ->
                fault instanceof ServiceFailure failed
                    ? Future.succeededFuture(LlmRequest.refuse(500, told(failed)))
                    : Future.failedFuture(fault));
  }

  /** A client that left needs no answer of the upstream's. */
  @Override
  public void log(Exchange exchange) {
    if (exchange.note() instanceof ServiceCall asked) {
      asked.cancel();
    }
  }

  private static String told(ServiceFailure failure) {
    return switch (failure.kind()) {
      case CONNECT -> "failed to connect to upstream: connection refused";
      case TIMEOUT -> "subrequest failed: timeout";
      default -> "subrequest failed: " + failure.getMessage();
    };
  }

  private static List<String> headers(Headers sent) {
    List<String> headers = new ArrayList<>();
    for (int line = 0; line < sent.size(); line++) {
      if (!OWN.contains(sent.name(line).toLowerCase(Locale.ROOT))) {
        headers.add(sent.name(line));
        headers.add(sent.value(line));
      }
    }
    return headers;
  }

  private Future<Step> rewrite(Exchange exchange, ServiceCall.Reply reply) {
    String body = UpstreamAnswer.text(reply);
    return exchange
        .onLoop(call.rewrite(body))
        .map(
            rewritten -> {
              statistics.log(exchange, body, rewritten);
              UpstreamAnswer answer = new UpstreamAnswer(reply);
              return Boolean.TRUE.equals(config.parseLlmResponseJsonInstructions())
                  ? answer.instructed(rewritten.text())
                  : answer.with(rewritten.text());
            })
        .recover(
            fault ->
                fault instanceof LlmFailure failed
                    ? Future.succeededFuture(LlmRequest.refuse(400, failed.getMessage()))
                    : Future.failedFuture(fault));
  }
}
