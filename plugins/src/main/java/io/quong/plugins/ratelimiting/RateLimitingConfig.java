package io.quong.plugins.ratelimiting;

import io.quong.plugin.RedisConfig;
import io.quong.schema.rule.Default;
import io.quong.schema.rule.GreaterThan;
import io.quong.schema.rule.OneOf;
import io.quong.schema.rule.Required;
import io.quong.schema.rule.StartsWith;

/** The configuration of rate-limiting. */
public record RateLimitingConfig(
    @GreaterThan(0) Double second,
    @GreaterThan(0) Double minute,
    @GreaterThan(0) Double hour,
    @GreaterThan(0) Double day,
    @GreaterThan(0) Double month,
    @GreaterThan(0) Double year,
    @Default("\"consumer\"") @OneOf({"consumer", "credential", "ip", "service", "header", "path"})
        String limitBy,
    String headerName,
    @StartsWith("/") String path,
    @Default("\"local\"") @OneOf({"local", "cluster", "redis"}) String policy,
    @Required @Default("true") Boolean faultTolerant,
    RedisConfig redis,
    @Required @Default("false") Boolean hideClientHeaders,
    @Default("429") @GreaterThan(0) Double errorCode,
    @Default("\"API rate limit exceeded\"") String errorMessage,
    @Required @Default("-1") Double syncRate) {}
