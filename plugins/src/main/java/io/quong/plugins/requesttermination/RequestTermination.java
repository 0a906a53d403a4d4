package io.quong.plugins.requesttermination;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quong.plugin.Answer;
import io.quong.plugin.ClientRequest;
import io.quong.plugin.Exchange;
import io.quong.plugin.GatewayPlugin;
import io.quong.plugin.Plugin;
import io.quong.plugin.PluginContext;
import io.quong.plugin.Step;
import io.quong.plugin.message.ByteText;
import io.vertx.core.Future;

/** Kong's request-termination: answers in place of the upstream. */
@GatewayPlugin(name = "request-termination", priority = 2)
public final class RequestTermination implements Plugin {
  /** Of a body that is echoed; a longer one is shown as empty. */
  private static final int MAX_ECHOED = 1 << 20;

  private final int status;
  private final String message;
  private final String trigger;
  private final Step fixed;
  private final String nodeId;

  public RequestTermination(RequestTerminationConfig config, PluginContext context) {
    this.status = config.statusCode() == null ? 503 : config.statusCode();
    this.message = config.message() != null ? config.message() : defaultMessage(status);
    this.trigger = config.trigger();
    this.nodeId = context.nodeId();
    this.fixed = Boolean.TRUE.equals(config.echo()) ? null : Step.respond(answer(config));
  }

  private Answer answer(RequestTerminationConfig config) {
    if (config.body() != null) {
      Answer answer = Answer.exit(status, config.body());
      return config.contentType() == null
          ? answer
          : answer.with("Content-Type", ByteText.of(config.contentType()));
    }
    return message == null
        ? Answer.exit(status)
        : Answer.exit(status, JsonNodeFactory.instance.objectNode().put("message", message));
  }

  private static String defaultMessage(int status) {
    return switch (status) {
      case 401 -> "Unauthorized";
      case 404 -> "Not found";
      case 405 -> "Method not allowed";
      case 500 -> "An unexpected error occurred";
      case 502 -> "Bad Gateway";
      case 503 -> "Service unavailable";
      default -> null;
    };
  }

  @Override
  public Step access(Exchange exchange) {
    ClientRequest request = exchange.request();
    if (trigger != null
        && !request.headers().contains(trigger)
        && !request.query().containsKey(trigger)) {
      return Step.NEXT;
    }
    if (fixed != null) {
      return fixed;
    }
    return Step.await(
        request
            .readBody(MAX_ECHOED)
            .recover(lost -> Future.succeededFuture())
            .map(
                body ->
                    Step.respond(
                        Answer.exit(status, RequestEcho.of(exchange, nodeId, message, body)))));
  }
}
