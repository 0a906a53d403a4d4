package io.quong.plugins.ratelimiting;

import io.quong.lua.LuaNumbers;
import io.quong.plugin.Answer;
import io.quong.plugin.Exchange;
import io.quong.plugin.GatewayPlugin;
import io.quong.plugin.Headers;
import io.quong.plugin.Plugin;
import io.quong.plugin.PluginContext;
import io.quong.plugin.RedisPools.Redis;
import io.quong.plugin.Step;
import io.quong.plugin.period.Period;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Kong's rate-limiting. */
@GatewayPlugin(name = "rate-limiting", priority = 910)
public final class RateLimiting implements Plugin {
  private static final System.Logger LOG = System.getLogger(RateLimiting.class.getName());

  private final Clock clock;
  private final Identifier identifier;
  private final Limit[] limits;
  private final CounterStore store;
  private final boolean faultTolerant;
  private final boolean hideHeaders;
  private final Answer refusal;

  public RateLimiting(RateLimitingConfig config, PluginContext context) {
    this.clock = context.clock();
    this.identifier = new Identifier(config);
    this.limits = limits(config);
    this.store = store(config, context);
    this.faultTolerant = Boolean.TRUE.equals(config.faultTolerant());
    this.hideHeaders = Boolean.TRUE.equals(config.hideClientHeaders());
    this.refusal =
        Answer.error(
            config.errorCode() == null ? 429 : config.errorCode().intValue(),
            config.errorMessage() == null ? "API rate limit exceeded" : config.errorMessage());
  }

  /** From the shortest window to the longest. */
  private static Limit[] limits(RateLimitingConfig config) {
    Double[] allowed = {
      config.second(), config.minute(), config.hour(), config.day(), config.month(), config.year()
    };
    List<Limit> limits = new ArrayList<>();
    for (Period period : Period.values()) {
      if (allowed[period.ordinal()] != null) {
        limits.add(new Limit(period, allowed[period.ordinal()]));
      }
    }
    return limits.toArray(Limit[]::new);
  }

  private CounterStore store(RateLimitingConfig config, PluginContext context) {
    CounterKeys keys = new CounterKeys(context.instance());
    return switch (config.policy() == null ? "local" : config.policy()) {
      case "cluster" -> new ClusterStore(context.state(), keys, limits);
      case "redis" -> {
        Redis redis = context.redis().connect(config.redis().settings());
        yield config.syncRate() != null && config.syncRate() > 0
            ? new RedisSyncStore(context, redis, keys, limits, config.syncRate())
            : new RedisStore(redis, keys, limits);
      }
      default ->
          new LocalStore(
              context.nodeWide(LocalCounters.class, LocalCounters::new), keys.scope, limits);
    };
  }

  @Override
  public Step access(Exchange exchange) {
    long now = clock.millis();
    Limit.Window[] windows = new Limit.Window[limits.length];
    for (int i = 0; i < limits.length; i++) {
      windows[i] = limits[i].window(now);
    }
    Future<long[]> taken = store.take(identifier.of(exchange), windows);
    if (taken.succeeded()) {
      return decide(exchange, taken.result(), windows, now);
    }
    return Step.await(
        exchange
            .onLoop(taken)
            .map(before -> decide(exchange, before, windows, now))
            .recover(this::storeFailed));
  }

  private Future<Step> storeFailed(Throwable error) {
    if (!faultTolerant) {
      return Future.failedFuture(error);
    }
    LOG.log(
        System.Logger.Level.ERROR, "[rate-limiting] failed to get usage: " + error.getMessage());
    return Future.succeededFuture(Step.NEXT);
  }

  private Step decide(Exchange exchange, long[] before, Limit.Window[] windows, long now) {
    int stopping = -1;
    for (int i = 0; i < limits.length && stopping < 0; i++) {
      if (limits[i].allowed - before[i] <= 0) {
        stopping = i;
      }
    }
    if (hideHeaders) {
      return stopping < 0 ? Step.NEXT : Step.respond(refusal);
    }
    String reset = show(exchange.response().headers(), before, windows, now, stopping);
    return stopping < 0 ? Step.NEXT : Step.respond(refusal.with("Retry-After", reset));
  }

  /** Sets the rate headers; returns the seconds until the deciding window is over. */
  private String show(
      Headers headers, long[] before, Limit.Window[] windows, long now, int stopping) {
    double smallest = Double.MAX_VALUE;
    int deciding = 0;
    for (int i = 0; i < limits.length; i++) {
      boolean counted = stopping < 0 || stopping == i;
      double remaining = Math.max(0, limits[i].allowed - before[i] - (counted ? 1 : 0));
      headers.set(limits[i].limitHeader, limits[i].shown);
      headers.set(limits[i].remainingHeader, LuaNumbers.text(remaining));
      // Of equal ones the longer window decides.
      if (remaining <= smallest) {
        smallest = remaining;
        deciding = i;
      }
    }
    long passed = (now - windows[deciding].start()) / 1000;
    String reset = Long.toString(Math.max(1, limits[deciding].period.seconds() - passed));
    headers.set("RateLimit-Limit", limits[deciding].shown);
    headers.set("RateLimit-Remaining", LuaNumbers.text(smallest));
    headers.set("RateLimit-Reset", reset);
    return reset;
  }

  @Override
  public void close() {
    store.close();
  }
}
