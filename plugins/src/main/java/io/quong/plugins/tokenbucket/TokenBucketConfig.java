package io.quong.plugins.tokenbucket;

import io.quong.plugin.RedisConfig;
import io.quong.schema.rule.Condition;
import io.quong.schema.rule.Conditional;
import io.quong.schema.rule.Default;
import io.quong.schema.rule.GreaterThan;
import io.quong.schema.rule.Length;
import io.quong.schema.rule.Match;
import io.quong.schema.rule.OneOf;
import io.quong.schema.rule.Required;
import java.util.List;

/**
 * The configuration of token-bucket.
 *
 * @param limit tokens that come back in a window
 * @param window seconds
 * @param burst tokens that the bucket holds; null for as many as the limit
 * @param key whose bucket it is: the first of these that a request has, else its address
 * @param cost tokens that a request takes
 * @param tiers other limits; the first that applies counts
 */
@Conditional(
    ifField = "config.policy",
    ifMatch = @Condition(equal = "\"redis\""),
    thenField = "config.redis.host",
    thenMatch = @Condition(required = true))
public record TokenBucketConfig(
    @Required @GreaterThan(0) Double limit,
    @Required @GreaterThan(0) Double window,
    @GreaterThan(0) Double burst,
    @Required @Default("[\"ip\"]") @Length(min = 1)
        List<
                @Match(
                    @Match.Pattern(
                        "^(ip|consumer|credential|path|service|header:[A-Za-z0-9_-]+|claim:.+)$"))
                String>
            key,
    @Required @Default("1") @GreaterThan(0) Double cost,
    @Required @Default("[]") List<Tier> tiers,
    @Required @Default("\"local\"") @OneOf({"local", "redis"}) String policy,
    @Required RedisConfig redis,
    @Required @Default("true") Boolean faultTolerant,
    @Required @Default("false") Boolean hideClientHeaders) {
  /**
   * A limit for some.
   *
   * @param burst null for as many as the limit
   */
  public record Tier(
      @Required String name,
      @Required When when,
      @Required @GreaterThan(0) Double limit,
      @GreaterThan(0) Double window,
      @GreaterThan(0) Double burst) {}

  /**
   * Whom a tier is for: one of the four.
   *
   * @param claim a claim of the token that authenticated the request
   * @param header a header of the request
   * @param group a group that authentication found
   * @param tag a tag of the consumer
   * @param has the claim's or header's value; without it any value will do
   */
  public record When(String claim, String header, String group, String tag, String has) {}
}
