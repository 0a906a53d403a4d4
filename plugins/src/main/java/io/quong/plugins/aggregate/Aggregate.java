package io.quong.plugins.aggregate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.plugin.Answer;
import io.quong.plugin.Exchange;
import io.quong.plugin.GatewayPlugin;
import io.quong.plugin.Plugin;
import io.quong.plugin.PluginContext;
import io.quong.plugin.ServiceFailure;
import io.quong.plugin.Step;
import io.quong.plugin.template.RequestFacts;
import io.quong.plugin.template.Template;
import io.quong.plugin.template.TemplateException;
import io.vertx.core.Future;
import java.util.List;

/**
 * Answers a request out of several calls instead of proxying it. A call that fails degrades the
 * answer, unless it is required. A service that is called by name is asked as the gateway asks it
 * for its clients.
 */
@GatewayPlugin(name = "aggregate", priority = 750, version = "1.0.0")
public final class Aggregate implements Plugin {
  private static final System.Logger LOG = System.getLogger(Aggregate.class.getName());
  private static final Step FORBIDDEN =
      Step.respond(
          Answer.exit(403, JsonNodeFactory.instance.objectNode().put("error", "forbidden")));

  private final PluginContext context;
  private final CallSender sender;
  private final List<CallPlan> plans;
  private final Template allowIf;
  private final Template response;
  private final String meta;

  public Aggregate(AggregateConfig config, PluginContext context) {
    this.context = context;
    this.sender = context.nodeWide(CallSender.class, () -> new CallSender(context.vertx()));
    this.plans = config.calls().stream().map(CallPlan::of).toList();
    this.allowIf = config.allowIf() == null ? null : new Template(config.allowIf());
    this.response = new Template(config.response());
    this.meta = config.meta();
  }

  @Override
  public Step access(Exchange exchange) {
    ObjectNode known = JsonNodeFactory.instance.objectNode();
    known.set("request", RequestFacts.of(exchange));
    Run run = new Run(exchange, context.vertx(), sender, plans, known);
    exchange.note(run);
    Future<Step> step = run.start().compose(all -> answer(exchange, run, all));
    return Step.await(step.recover(Aggregate::failed));
  }

  private Future<Step> answer(Exchange exchange, Run run, ObjectNode all) {
    return exchange.onLoop(
        context.vertx().executeBlocking(() -> answer(all, run.available()), false));
  }

  private Step answer(ObjectNode all, ObjectNode available) {
    if (allowIf != null && !allowIf.holds(all)) {
      return FORBIDDEN;
    }
    JsonNode made = response.apply(all);
    if (meta != null && made instanceof ObjectNode object) {
      ObjectNode told = object.putObject(meta);
      for (CallPlan plan : plans) {
        JsonNode known = available.get(plan.name());
        if (known != null) {
          told.set(plan.name() + "Available", known);
        }
      }
    }
    return Step.respond(
        Answer.exit(200, made.isMissingNode() ? JsonNodeFactory.instance.nullNode() : made));
  }

  private static Future<Step> failed(Throwable error) {
    if (error instanceof TemplateException) {
      LOG.log(System.Logger.Level.ERROR, "[aggregate] " + error.getMessage());
    }
    return Future.succeededFuture(Step.respond(answerTo(error)));
  }

  /** A required call that said why the client's request cannot be met is quoted. */
  private static Answer answerTo(Throwable error) {
    if (error instanceof ServiceFailure failure) {
      Answer answer =
          Answer.error(
              switch (failure.kind()) {
                case REFUSED -> 503;
                case TIMEOUT -> 504;
                case CONNECT, UNUSABLE, CANCELLED -> 502;
              },
              null);
      return failure.retryAfter() > 0
          ? answer.with("Retry-After", Long.toString(failure.retryAfter()))
          : answer;
    }
    if (error instanceof CallFailure failure) {
      boolean clients = failure.status() >= 400 && failure.status() < 500;
      return Answer.error(clients ? failure.status() : 502, null);
    }
    return Answer.error(500, null);
  }

  /** Also when the client went away: then calls are still under way. */
  @Override
  public void log(Exchange exchange) {
    if (exchange.note() instanceof Run run) {
      run.cancel();
    }
  }
}
