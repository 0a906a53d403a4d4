package io.quong.plugins.acl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.quong.entity.Consumer;
import io.quong.plugin.Answer;
import io.quong.plugin.Exchange.Credential;
import io.quong.plugin.Step;
import io.quong.plugins.fixture.TestContext;
import io.quong.plugins.fixture.TestEntities;
import io.quong.plugins.fixture.TestExchange;
import io.quong.schema.Ref;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AclPluginTest {
  private static final Step FORBIDDEN =
      Step.respond(Answer.error(403, "You cannot consume this service"));
  private static final Step UNAUTHORIZED = Step.respond(Answer.error(401, "Unauthorized"));

  private static AclPlugin allow(String... groups) {
    return new AclPlugin(new AclConfig(List.of(groups), null, false, false), new TestContext());
  }

  private static AclPlugin deny(String... groups) {
    return new AclPlugin(new AclConfig(null, List.of(groups), false, false), new TestContext());
  }

  private static TestExchange of(boolean credential, String... groups) {
    TestExchange exchange = TestExchange.of("GET", "/x", "X-Consumer-Groups", "admin");
    exchange.authenticate(
        new Consumer("c1", 0L, 0L, "ann", null, null),
        credential ? new Credential("k1", "k1") : null);
    TestEntities entities = new TestEntities();
    for (String group : groups) {
      entities.with(new Acl("a-" + group, 0L, new Ref("c1"), group, null));
    }
    exchange.entities = entities;
    return exchange;
  }

  @Test
  void membersOfAnAllowedGroupPassAndTheUpstreamLearnsTheirGroups() {
    TestExchange exchange = of(true, "green", "blue");
    assertSame(Step.NEXT, allow("red", "blue").access(exchange));
    assertEquals("X-Consumer-Groups: green, blue\n", exchange.sent.toString());
  }

  @Test
  void othersAreForbiddenOrUnauthorized() {
    assertEquals(FORBIDDEN, allow("red").access(of(true, "Red")));
    assertEquals(FORBIDDEN, allow("red").access(of(true)));
    assertEquals(UNAUTHORIZED, allow("red").access(of(false)));
    assertEquals(FORBIDDEN, allow("red").access(of(false, "green")));
    assertEquals(UNAUTHORIZED, allow("red").access(TestExchange.of("GET", "/x")));
    assertEquals(UNAUTHORIZED, deny("red").access(TestExchange.of("GET", "/x")));
  }

  @Test
  void aDenyListLetsOthersPass() {
    assertEquals(FORBIDDEN, deny("red").access(of(true, "red")));
    TestExchange exchange = of(true);
    assertSame(Step.NEXT, deny("red").access(exchange));
    assertEquals("X-Consumer-Groups:  \n", exchange.sent.toString());
  }

  @Test
  void groupsOfAnotherPluginCountWithoutACredential() {
    TestExchange exchange = of(false, "green");
    exchange.shared.put("authenticated_groups", List.of("red"));
    assertSame(Step.NEXT, allow("red").access(exchange));
    assertEquals("red", exchange.sent.get("X-Authenticated-Groups"));
  }
}
