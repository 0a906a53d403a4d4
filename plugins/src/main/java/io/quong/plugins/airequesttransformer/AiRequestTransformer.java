package io.quong.plugins.airequesttransformer;

import io.quong.plugin.Exchange;
import io.quong.plugin.GatewayPlugin;
import io.quong.plugin.Plugin;
import io.quong.plugin.PluginContext;
import io.quong.plugin.Step;
import io.quong.plugin.llm.LlmCall;
import io.quong.plugin.llm.LlmFailure;
import io.quong.plugin.llm.LlmRequest;
import io.quong.plugin.llm.LlmStatistics;
import io.quong.plugin.message.ByteText;
import io.vertx.core.Future;

/** Kong's ai-request-transformer: a model rewrites the body on its way up. */
@GatewayPlugin(
    name = "ai-request-transformer",
    priority = 777,
    scopes = {GatewayPlugin.Scope.ROUTE, GatewayPlugin.Scope.SERVICE})
public final class AiRequestTransformer implements Plugin {
  private final LlmCall call;
  private final LlmStatistics statistics;
  private final Integer maxBody;

  public AiRequestTransformer(AiRequestTransformerConfig config, PluginContext context) {
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
        new LlmStatistics(config.llm(), "ai-request-transformer", context.instance().id());
    this.maxBody = config.maxRequestBodySize();
  }

  @Override
  public Step access(Exchange exchange) {
    return Step.await(LlmRequest.text(exchange, maxBody).compose(body -> rewrite(exchange, body)));
  }

  private Future<Step> rewrite(Exchange exchange, String body) {
    return exchange
        .onLoop(call.rewrite(body))
        .map(
            rewritten -> {
              statistics.log(exchange, body, rewritten);
              exchange.upstream().body(ByteText.buffer(ByteText.of(rewritten.text())));
              return Step.NEXT;
            })
        .recover(
            fault ->
                fault instanceof LlmFailure told
                    ? Future.succeededFuture(LlmRequest.refuse(400, told.getMessage()))
                    : Future.failedFuture(fault));
  }
}
