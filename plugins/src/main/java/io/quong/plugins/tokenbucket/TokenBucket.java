package io.quong.plugins.tokenbucket;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.lua.LuaNumbers;
import io.quong.plugin.Answer;
import io.quong.plugin.Exchange;
import io.quong.plugin.GatewayPlugin;
import io.quong.plugin.Headers;
import io.quong.plugin.Plugin;
import io.quong.plugin.PluginContext;
import io.quong.plugin.Step;
import io.vertx.core.Future;
import java.math.BigDecimal;

/**
 * Lets so many requests through in a window, with bursts; 429 with {@code Retry-After} and a JSON
 * body to the others. Requests that are refused take nothing.
 */
@GatewayPlugin(name = "token-bucket", priority = 905, version = "1.0.0")
public final class TokenBucket implements Plugin {
  private static final System.Logger LOG = System.getLogger(TokenBucket.class.getName());

  private final String prefix;
  private final Owner owner;
  private final Tiers tiers;
  private final double cost;
  private final BucketStore store;
  private final boolean faultTolerant;
  private final boolean hideHeaders;

  public TokenBucket(TokenBucketConfig config, PluginContext context) {
    this.prefix = "token-bucket:" + context.instance().id() + ":";
    this.owner = new Owner(config.key());
    this.tiers = new Tiers(config);
    this.cost = config.cost();
    this.store =
        config.policy().equals("redis")
            ? new RedisBuckets(context.redis().connect(config.redis().settings()))
            : context.nodeWide(LocalBuckets.class, () -> new LocalBuckets(context.clock()));
    this.faultTolerant = Boolean.TRUE.equals(config.faultTolerant());
    this.hideHeaders = Boolean.TRUE.equals(config.hideClientHeaders());
  }

  @Override
  public Step access(Exchange exchange) {
    Bucket bucket = tiers.of(exchange);
    Future<Taken> taken =
        store.take(prefix + bucket.tier() + ":" + owner.of(exchange), bucket, cost);
    if (taken.succeeded()) {
      return decide(exchange, bucket, taken.result());
    }
    return Step.await(
        exchange
            .onLoop(taken)
            .map(known -> decide(exchange, bucket, known))
            .recover(this::storeFailed));
  }

  private Future<Step> storeFailed(Throwable error) {
    if (!faultTolerant) {
      return Future.failedFuture(error);
    }
    LOG.log(System.Logger.Level.ERROR, "[token-bucket] no bucket: " + error.getMessage());
    return Future.succeededFuture(Step.NEXT);
  }

  private Step decide(Exchange exchange, Bucket bucket, Taken taken) {
    String limit = LuaNumbers.text(bucket.limit());
    if (!hideHeaders) {
      Headers answer = exchange.response().headers();
      answer.set("X-RateLimit-Limit", limit);
      answer.set("X-RateLimit-Remaining", Long.toString((long) Math.floor(taken.remaining())));
      answer.set("X-RateLimit-Reset", Long.toString(seconds(taken.fullMillis())));
    }
    return taken.allowed() ? Step.NEXT : Step.respond(refusal(bucket, limit, taken));
  }

  private static long seconds(long millis) {
    return (millis + 999) / 1000;
  }

  private Answer refusal(Bucket bucket, String limit, Taken taken) {
    long retryAfter = Math.max(1, seconds(taken.waitMillis()));
    String window = LuaNumbers.text(bucket.window());
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("error", "rate_limit_exceeded")
        .put("message", "at most " + limit + " requests in " + window + " seconds")
        .put("limit", new BigDecimal(limit))
        .put("window", new BigDecimal(window))
        .put("retryAfter", retryAfter);
    Answer answer = Answer.exit(429, body);
    return hideHeaders ? answer : answer.with("Retry-After", Long.toString(retryAfter));
  }
}
