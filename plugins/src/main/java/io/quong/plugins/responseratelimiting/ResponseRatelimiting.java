package io.quong.plugins.responseratelimiting;

import io.netty.buffer.Unpooled;
import io.quong.lua.LuaNumbers;
import io.quong.plugin.Answer;
import io.quong.plugin.Exchange;
import io.quong.plugin.GatewayPlugin;
import io.quong.plugin.Headers;
import io.quong.plugin.Plugin;
import io.quong.plugin.PluginContext;
import io.quong.plugin.Step;
import io.quong.plugin.period.Period;
import io.quong.schema.Ref;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Kong's response-ratelimiting: upstreams say in a header how much of a limit a request used. */
@GatewayPlugin(name = "response-ratelimiting", priority = 900)
public final class ResponseRatelimiting implements Plugin {
  private static final System.Logger LOG = System.getLogger(ResponseRatelimiting.class.getName());
  private static final String NO_ID = "00000000-0000-0000-0000-000000000000";
  private static final Answer REFUSED =
      new Answer(429, new Answer.Body.Buffer(Unpooled.EMPTY_BUFFER), List.of());

  private final Clock clock;
  private final String header;
  private final String limitBy;
  private final Map<String, NamedLimit> limits = new LinkedHashMap<>();
  private final List<UseStore.Counted> read = new ArrayList<>();
  private final UseStore store;
  private final boolean faultTolerant;
  private final boolean blocks;
  private final boolean hidesHeaders;

  public ResponseRatelimiting(ResponseRatelimitingConfig config, PluginContext context) {
    this.clock = context.clock();
    this.header = config.headerName() == null ? "x-kong-limit" : config.headerName();
    this.limitBy = config.limitBy() == null ? "consumer" : config.limitBy();
    this.faultTolerant = Boolean.TRUE.equals(config.faultTolerant());
    this.blocks = Boolean.TRUE.equals(config.blockOnFirstViolation());
    this.hidesHeaders = Boolean.TRUE.equals(config.hideClientHeaders());
    config.limits().forEach((name, periods) -> limits.put(name, new NamedLimit(name, periods)));
    for (NamedLimit limit : limits.values()) {
      limit.windows.forEach(window -> read.add(new UseStore.Counted(limit.name, window.period())));
    }
    this.store = store(config, context);
  }

  private static UseStore store(ResponseRatelimitingConfig config, PluginContext context) {
    String scope = id(context.instance().route()) + ":" + id(context.instance().service());
    return switch (config.policy() == null ? "local" : config.policy()) {
      case "cluster" -> new SharedUses(context.state(), scope);
      case "redis" -> new RedisUses(context.redis().connect(config.redis().settings()), scope);
      default -> context.nodeWide(LocalUses.class, LocalUses::new).of(scope);
    };
  }

  private static String id(Ref reference) {
    return reference == null ? NO_ID : reference.id();
  }

  /** What one request knows of its identifier's uses. */
  private static final class Usage {
    private final String identifier;

    /** What remained before this request, in the order of what is read. */
    private final double[] remaining;

    private Map<String, Long> uses = Map.of();

    Usage(String identifier, double[] remaining) {
      this.identifier = identifier;
      this.remaining = remaining;
    }
  }

  @Override
  public Step access(Exchange exchange) {
    String identifier = identifier(exchange);
    Future<long[]> uses = store.read(identifier, read, clock.millis());
    if (uses.succeeded()) {
      return decide(exchange, identifier, uses.result());
    }
    return Step.await(
        exchange
            .onLoop(uses)
            .map(known -> decide(exchange, identifier, known))
            .recover(this::storeFailed));
  }

  private String identifier(Exchange exchange) {
    String named = null;
    if (limitBy.equals("consumer") && exchange.consumer() != null) {
      named = exchange.consumer().id();
    } else if (!limitBy.equals("ip") && exchange.credential() != null) {
      named = exchange.credential().id();
    }
    return named != null ? named : exchange.client().forwardedIp();
  }

  private Future<Step> storeFailed(Throwable error) {
    if (!faultTolerant) {
      return Future.failedFuture(error);
    }
    LOG.log(
        System.Logger.Level.ERROR,
        "[response-ratelimiting] failed to get usage: " + error.getMessage());
    return Future.succeededFuture(Step.NEXT);
  }

  private Step decide(Exchange exchange, String identifier, long[] uses) {
    double[] remaining = new double[uses.length];
    List<String> shown = new ArrayList<>(limits.size());
    int at = 0;
    for (NamedLimit limit : limits.values()) {
      double smallest = Double.MAX_VALUE;
      for (NamedLimit.Window window : limit.windows) {
        remaining[at] = window.allowed() - uses[at];
        if (blocks && remaining[at] == 0) {
          return Step.respond(
              Answer.error(429, "API rate limit exceeded for '" + limit.name + "'"));
        }
        smallest = Math.min(smallest, remaining[at]);
        at++;
      }
      shown.add(LuaNumbers.text(smallest));
    }
    at = 0;
    for (NamedLimit limit : limits.values()) {
      exchange.response().headers().set(limit.remainingHeader, shown.get(at++));
    }
    exchange.note(new Usage(identifier, remaining));
    return Step.NEXT;
  }

  @Override
  public Step headerFilter(Exchange exchange) {
    if (!(exchange.note() instanceof Usage usage)) {
      return Step.NEXT;
    }
    usage.uses = UseHeader.parse(exchange.upstreamResponse().headers().get(header), limits);
    Headers answer = exchange.response().headers();
    boolean over = false;
    int at = 0;
    for (NamedLimit limit : limits.values()) {
      long used = usage.uses.getOrDefault(limit.name, 0L);
      for (NamedLimit.Window window : limit.windows) {
        double before = usage.remaining[at++];
        over |= used > 0 && before <= 0;
        if (!hidesHeaders) {
          answer.set(window.limitHeader(), window.shown());
          answer.set(window.remainingHeader(), LuaNumbers.text(Math.max(0, before - used)));
        }
      }
    }
    answer.remove(header);
    if (over) {
      usage.uses = Map.of();
      return Step.respond(REFUSED);
    }
    return Step.NEXT;
  }

  /** Counts in all periods, so that a limit which is configured later knows of earlier uses. */
  @Override
  public void log(Exchange exchange) {
    if (!(exchange.note() instanceof Usage usage) || usage.uses.isEmpty()) {
      return;
    }
    Period[] periods = Period.values();
    List<UseStore.Counted> counted = new ArrayList<>();
    usage.uses.forEach(
        (name, used) -> {
          for (Period period : periods) {
            counted.add(new UseStore.Counted(name, period));
          }
        });
    long[] uses = new long[counted.size()];
    for (int i = 0; i < uses.length; i++) {
      uses[i] = usage.uses.get(counted.get(i).name());
    }
    store
        .add(usage.identifier, counted, uses, clock.millis())
        .onFailure(
            error ->
                LOG.log(
                    System.Logger.Level.ERROR,
                    "[response-ratelimiting] uses were not counted: " + error.getMessage()));
  }
}
