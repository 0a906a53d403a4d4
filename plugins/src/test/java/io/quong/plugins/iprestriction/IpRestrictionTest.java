package io.quong.plugins.iprestriction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.quong.plugin.Answer;
import io.quong.plugin.Step;
import io.quong.plugins.fixture.TestContext;
import io.quong.plugins.fixture.TestExchange;
import java.util.List;
import org.junit.jupiter.api.Test;

final class IpRestrictionTest {
  private static Step run(String ip, List<String> allow, List<String> deny) {
    TestExchange exchange = TestExchange.of("GET", "/x");
    exchange.ip = ip;
    return new IpRestriction(new IpRestrictionConfig(allow, deny, null, null), new TestContext())
        .access(exchange);
  }

  private static Step refused(String ip) {
    return Step.respond(Answer.error(403, "IP address not allowed: " + ip));
  }

  @Test
  void onlyAllowedAddressesPass() {
    for (String range : List.of("10.1.2.3", "10.1.2.3/8", "0.0.0.0/0", "10.0.0.0/7")) {
      assertSame(Step.NEXT, run("10.1.2.3", List.of("::1", range), null), range);
    }
    for (String range : List.of("10.1.2.4", "11.0.0.0/8", "::/0", "10.1.2.4/31")) {
      assertEquals(refused("10.1.2.3"), run("10.1.2.3", List.of(range), null), range);
    }
  }

  @Test
  void denyIsLookedAtFirst() {
    List<String> one = List.of("10.1.2.3");
    List<String> all = List.of("0.0.0.0/0");
    assertEquals(refused("10.1.2.3"), run("10.1.2.3", one, all));
    assertEquals(refused("10.1.2.3"), run("10.1.2.3", all, one));
    assertSame(Step.NEXT, run("10.1.2.4", List.of(), one));
  }

  @Test
  void theNewerFamilyHasRangesToo() {
    assertSame(Step.NEXT, run("2001:db8::5", List.of("2001:db8::/32"), null));
    assertEquals(refused("2001:db9::5"), run("2001:db9::5", List.of("2001:db8::/32"), null));
    assertEquals(refused("::1"), run("::1", List.of("0.0.0.0/0"), null));
  }

  @Test
  void statusAndMessageMayBeOthers() {
    IpRestrictionConfig config =
        new IpRestrictionConfig(null, List.of("127.0.0.1"), 405.0, "not you");
    assertEquals(
        Step.respond(Answer.error(405, "not you")),
        new IpRestriction(config, new TestContext()).access(TestExchange.of("GET", "/x")));
  }

  @Test
  void aClientWithoutAnAddressIsRefused() {
    assertEquals(
        Step.respond(
            Answer.error(
                403,
                "Cannot identify the client IP address, unix domain sockets are not supported.")),
        run("unix:", List.of("0.0.0.0/0"), null));
  }
}
