package io.quong.plugins.tokenbucket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.quong.entity.Consumer;
import io.quong.plugin.Answer;
import io.quong.plugin.RedisConfig;
import io.quong.plugin.Step;
import io.quong.plugins.fixture.TestContext;
import io.quong.plugins.fixture.TestExchange;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class TokenBucketTest {
  private static final RedisConfig REDIS =
      new RedisConfig(null, 6379, 100, null, null, 0, false, false, null);

  private final TestContext context = new TestContext();

  private TokenBucket plugin(Double burst, List<String> key, TokenBucketConfig.Tier... tiers) {
    return new TokenBucket(
        new TokenBucketConfig(
            60.0, 60.0, burst, key, 1.0, List.of(tiers), "local", REDIS, true, false),
        context);
  }

  private static int passed(TokenBucket plugin, int tries, String... headers) {
    int passed = 0;
    for (int i = 0; i < tries; i++) {
      passed += plugin.access(TestExchange.of("GET", "/x", headers)) == Step.NEXT ? 1 : 0;
    }
    return passed;
  }

  @Test
  void aBurstPassesAndTokensComeBack() {
    TokenBucket plugin = plugin(3.0, List.of("ip"));
    assertEquals(3, passed(plugin, 5));
    context.now += 1_999;
    assertEquals(1, passed(plugin, 5));
    context.now += 1;
    assertEquals(1, passed(plugin, 5));
    context.now += 60_000;
    assertEquals(3, passed(plugin, 5));
  }

  @Test
  void theClientLearnsWhatIsLeft() {
    TokenBucket plugin = plugin(1.0, List.of("ip"));
    TestExchange first = TestExchange.of("GET", "/x");
    assertSame(Step.NEXT, plugin.access(first));
    assertEquals(
        "X-RateLimit-Limit: 60\nX-RateLimit-Remaining: 0\nX-RateLimit-Reset: 1\n",
        first.answer.toString());
    Answer refused = ((Step.Respond) plugin.access(TestExchange.of("GET", "/x"))).answer();
    assertEquals(429, refused.status());
    assertEquals(List.of("Retry-After", "1"), refused.headers());
    assertEquals(
        "{\"error\":\"rate_limit_exceeded\",\"message\":\"at most 60 requests in 60 seconds\","
            + "\"limit\":60,\"window\":60,\"retryAfter\":1}",
        ((Answer.Body.Json) refused.body()).value().toString());
  }

  @Test
  void bucketsBelongToTheFirstKeyThatARequestHas() {
    TokenBucket plugin = plugin(1.0, List.of("header:X-User", "ip"));
    assertEquals(1, passed(plugin, 2, "X-User", "ann"));
    assertEquals(1, passed(plugin, 2, "X-User", "bob"));
    assertEquals(1, passed(plugin, 2));
  }

  @Test
  void tiersHaveLimitsOfTheirOwn() {
    TokenBucketConfig.When premium =
        new TokenBucketConfig.When("plan", null, null, null, "premium");
    TokenBucket plugin =
        plugin(
            1.0, List.of("ip"), new TokenBucketConfig.Tier("premium", premium, 600.0, null, 5.0));
    assertEquals(1, passed(plugin, 9));
    int passed = 0;
    for (int i = 0; i < 9; i++) {
      TestExchange exchange = TestExchange.of("GET", "/x");
      // {"plan":"premium"}
      exchange.shared.put("authenticated_jwt_token", "x.eyJwbGFuIjoicHJlbWl1bSJ9.x");
      passed += plugin.access(exchange) == Step.NEXT ? 1 : 0;
    }
    assertEquals(5, passed);
  }

  private TokenBucketConfig.Tier tier(String name, double burst, TokenBucketConfig.When when) {
    return new TokenBucketConfig.Tier(name, when, 600.0, null, burst);
  }

  @Test
  void tiersAreFoundByHeaderGroupAndTagAndTheFirstThatAppliesCounts() {
    TokenBucket plugin =
        plugin(
            1.0,
            List.of("ip"),
            tier("header", 2, new TokenBucketConfig.When(null, "X-Plan", null, null, "gold")),
            tier("group", 3, new TokenBucketConfig.When(null, null, "staff", null, null)),
            tier("tag", 4, new TokenBucketConfig.When(null, null, null, "vip", null)));
    Consumer vip = new Consumer("c", 0L, 0L, "ann", null, Set.of("vip"));
    assertEquals(2, passed(plugin, 9, "X-Plan", "gold"));
    assertEquals(1, passed(plugin, 9, "X-Plan", "silver"));
    int ofGroup = 0;
    int ofTag = 0;
    int ofBoth = 0;
    for (int i = 0; i < 9; i++) {
      TestExchange staff = TestExchange.of("GET", "/x");
      staff.shared.put("authenticated_groups", List.of("staff"));
      ofGroup += plugin.access(staff) == Step.NEXT ? 1 : 0;
      TestExchange tagged = TestExchange.of("GET", "/x");
      tagged.authenticate(vip, null);
      ofTag += plugin.access(tagged) == Step.NEXT ? 1 : 0;
      TestExchange both = TestExchange.of("GET", "/x");
      both.authenticate(vip, null);
      both.shared.put("authenticated_groups", List.of("staff"));
      ofBoth += plugin.access(both) == Step.NEXT ? 1 : 0;
    }
    assertEquals(3, ofGroup + ofBoth, "one bucket of the group's tier, which goes first");
    assertEquals(4, ofTag);
  }

  @Test
  void aRequestTakesAsMuchAsItCosts() {
    TokenBucket plugin =
        new TokenBucket(
            new TokenBucketConfig(
                60.0, 60.0, 10.0, List.of("path"), 4.0, List.of(), "local", REDIS, true, false),
            context);
    assertEquals(2, passed(plugin, 9));
    TestExchange other = TestExchange.of("GET", "/y");
    assertSame(Step.NEXT, plugin.access(other));
    context.now += 1_999;
    assertEquals(0, passed(plugin, 1), "two tokens and what is left are too few");
    context.now += 1;
    assertEquals(1, passed(plugin, 1));
  }

  @Test
  void aClockThatIsSetBackGivesNothingAndTakesNothing() {
    TokenBucket plugin = plugin(2.0, List.of("ip"));
    assertEquals(1, passed(plugin, 1));
    context.now -= 3_600_000;
    assertEquals(1, passed(plugin, 5));
    context.now += 1_000;
    assertEquals(1, passed(plugin, 5));
  }
}
