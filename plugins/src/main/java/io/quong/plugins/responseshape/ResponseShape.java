package io.quong.plugins.responseshape;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.netty.buffer.ByteBuf;
import io.quong.plugin.Answer;
import io.quong.plugin.Exchange;
import io.quong.plugin.GatewayPlugin;
import io.quong.plugin.Headers;
import io.quong.plugin.Plugin;
import io.quong.plugin.PluginContext;
import io.quong.plugin.Step;
import io.quong.plugin.message.ByteText;
import io.quong.plugin.message.Json;
import io.quong.plugin.message.MediaType;
import io.quong.plugin.template.RequestFacts;
import io.quong.plugin.template.TemplateException;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Gives each kind of client the same backend in its own shape. Successful JSON answers of upstreams
 * are shaped; all others pass as they are.
 */
@GatewayPlugin(name = "response-shape", priority = 780, version = "1.0.0")
public final class ResponseShape implements Plugin {
  private static final System.Logger LOG = System.getLogger(ResponseShape.class.getName());

  /** A longer body passes unshaped. */
  private static final int MAX_BODY = 8 << 20;

  /** Of the upstream's body, or of its connection. */
  private static final Set<String> LEFT_OUT =
      Set.of(
          "content-length",
          "content-type",
          "transfer-encoding",
          "connection",
          "keep-alive",
          "etag",
          "content-md5",
          "digest",
          "trailer");

  private final List<ShapeVariant> variants = new ArrayList<>();
  private final PluginContext context;

  public ResponseShape(ResponseShapeConfig config, PluginContext context) {
    this.context = context;
    config
        .variants()
        .forEach(each -> variants.add(ShapeVariant.of(each.when(), each.shape(), each.headers())));
    ResponseShapeConfig.Shape rest = config.byDefault();
    if (rest != null) {
      variants.add(ShapeVariant.of(null, rest.shape(), rest.headers()));
    }
  }

  @Override
  public Step access(Exchange exchange) {
    for (ShapeVariant variant : variants) {
      if (variant.applies(exchange)) {
        exchange.note(variant);
        if (variant.template() != null) {
          // A packed body could not be looked into.
          exchange.upstream().headers().set("Accept-Encoding", "identity");
        }
        break;
      }
    }
    return Step.NEXT;
  }

  @Override
  public Step response(Exchange exchange) {
    if (!(exchange.note() instanceof ShapeVariant variant)) {
      return Step.NEXT;
    }
    JsonNode body = variant.template() == null ? null : body(exchange);
    if (body == null) {
      return Step.NEXT;
    }
    Map<String, JsonNode> request = Map.of("request", RequestFacts.of(exchange));
    Future<JsonNode> shaped =
        context.vertx().executeBlocking(() -> variant.template().apply(body, request), false);
    return Step.await(
        exchange
            .onLoop(shaped)
            .map(result -> answer(exchange, result))
            .recover(ResponseShape::failed));
  }

  /** What the template looks at; null when that is no JSON of a success. */
  private static JsonNode body(Exchange exchange) {
    Headers sent = exchange.upstreamResponse().headers();
    ByteBuf bytes = exchange.upstreamResponse().body();
    int status = exchange.upstreamResponse().status();
    if (status < 200
        || status > 299
        || bytes == null
        || !bytes.isReadable()
        || bytes.readableBytes() > MAX_BODY
        || sent.contains("Content-Encoding")
        || !MediaType.isJson(sent.get("Content-Type"))) {
      return null;
    }
    return Json.value(ByteText.of(bytes));
  }

  private static Future<Step> failed(Throwable error) {
    if (!(error instanceof TemplateException)) {
      return Future.failedFuture(error);
    }
    LOG.log(System.Logger.Level.ERROR, "[response-shape] " + error.getMessage());
    return Future.succeededFuture(Step.respond(Answer.error(500, null)));
  }

  private static Step answer(Exchange exchange, JsonNode shaped) {
    Headers sent = exchange.upstreamResponse().headers();
    List<String> headers = new ArrayList<>();
    for (int line = 0; line < sent.size(); line++) {
      String name = sent.name(line);
      if (!LEFT_OUT.contains(name.toLowerCase(Locale.ROOT))) {
        headers.add(name);
        headers.add(sent.value(line));
      }
    }
    JsonNode body = shaped.isMissingNode() ? JsonNodeFactory.instance.nullNode() : shaped;
    return Step.respond(
        new Answer(exchange.upstreamResponse().status(), new Answer.Body.Json(body), headers));
  }

  @Override
  public Step headerFilter(Exchange exchange) {
    if (exchange.note() instanceof ShapeVariant variant) {
      variant
          .headers()
          .forEach((name, value) -> exchange.response().headers().set(name, ByteText.of(value)));
    }
    return Step.NEXT;
  }
}
