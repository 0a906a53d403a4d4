package io.quong.plugins.responseratelimiting;

import io.quong.plugin.RedisConfig;
import io.quong.schema.rule.AtLeastOneOf;
import io.quong.schema.rule.Check;
import io.quong.schema.rule.Condition;
import io.quong.schema.rule.Conditional;
import io.quong.schema.rule.Default;
import io.quong.schema.rule.GreaterThan;
import io.quong.schema.rule.Length;
import io.quong.schema.rule.OneOf;
import io.quong.schema.rule.Required;
import io.quong.schema.rule.Shorthand;
import java.util.Map;

/** The configuration of response-ratelimiting. */
@Conditional(
    ifField = "config.policy",
    ifMatch = @Condition(equal = "\"redis\""),
    thenField = "config.redis.host",
    thenMatch = @Condition(required = true))
@Conditional(
    ifField = "config.policy",
    ifMatch = @Condition(equal = "\"redis\""),
    thenField = "config.redis.port",
    thenMatch = @Condition(required = true))
@Conditional(
    ifField = "config.policy",
    ifMatch = @Condition(equal = "\"redis\""),
    thenField = "config.redis.timeout",
    thenMatch = @Condition(required = true))
@Shorthand(name = "redis_host", type = String.class, mapsTo = "redis.host")
@Shorthand(name = "redis_port", type = Integer.class, mapsTo = "redis.port")
@Shorthand(name = "redis_password", type = String.class, mapsTo = "redis.password", minLength = 0)
@Shorthand(name = "redis_username", type = String.class, mapsTo = "redis.username")
@Shorthand(name = "redis_ssl", type = Boolean.class, mapsTo = "redis.ssl")
@Shorthand(name = "redis_ssl_verify", type = Boolean.class, mapsTo = "redis.ssl_verify")
@Shorthand(name = "redis_server_name", type = String.class, mapsTo = "redis.server_name")
@Shorthand(name = "redis_timeout", type = Integer.class, mapsTo = "redis.timeout")
@Shorthand(name = "redis_database", type = Integer.class, mapsTo = "redis.database")
public record ResponseRatelimitingConfig(
    @Default("\"x-kong-limit\"") String headerName,
    @Default("\"consumer\"") @OneOf({"consumer", "credential", "ip"}) String limitBy,
    @Default("\"local\"") @OneOf({"local", "cluster", "redis"}) String policy,
    @Required @Default("true") Boolean faultTolerant,
    @Required RedisConfig redis,
    @Required @Default("false") Boolean blockOnFirstViolation,
    @Required @Default("false") Boolean hideClientHeaders,
    @Required @Length(min = 1) Map<String, Limits> limits) {
  /** The block {@code limits}. */
  @AtLeastOneOf({"second", "minute", "hour", "day", "month", "year"})
  @Check(PeriodsOfLimit.class)
  public record Limits(
      @GreaterThan(0) Double second,
      @GreaterThan(0) Double minute,
      @GreaterThan(0) Double hour,
      @GreaterThan(0) Double day,
      @GreaterThan(0) Double month,
      @GreaterThan(0) Double year) {}
}
