package io.quong.plugins.basicauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.quong.entity.Consumer;
import io.quong.plugin.Answer;
import io.quong.plugin.Exchange.Credential;
import io.quong.plugin.Step;
import io.quong.plugins.fixture.TestContext;
import io.quong.plugins.fixture.TestEntities;
import io.quong.plugins.fixture.TestExchange;
import io.quong.schema.Ref;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BasicAuthTest {
  private static final Consumer BEA = new Consumer("c1", 0L, 0L, "bea", null, null);
  private static final Step REFUSED =
      Step.respond(
          Answer.error(401, "Unauthorized").with("WWW-Authenticate", "Basic realm=\"service\""));

  private static BasicAuth plugin(boolean hide) {
    return new BasicAuth(new BasicAuthConfig(null, hide, "service"), new TestContext());
  }

  private static TestExchange known(TestExchange exchange) {
    byte[] password = "pass: wörd".getBytes(StandardCharsets.UTF_8);
    exchange.entities =
        new TestEntities()
            .with(BEA)
            .with(
                new BasicAuthCredential(
                    "b1", 0L, new Ref("c1"), "bea", PasswordHash.of(password, "c1"), null));
    return exchange;
  }

  private static String basic(String login) {
    return "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void theRightPasswordTellsTheUpstreamWhoItIs() {
    TestExchange exchange =
        known(TestExchange.of("GET", "/x", "Authorization", basic("bea:pass: wörd")));
    assertSame(Step.NEXT, plugin(true).access(exchange));
    assertEquals(BEA, exchange.consumer());
    assertEquals(new Credential("b1", "bea"), exchange.credential());
    assertEquals(
        """
        X-Consumer-ID: c1
        X-Consumer-Username: bea
        X-Credential-Identifier: bea
        """,
        exchange.sent.toString());
  }

  @Test
  void proxyAuthorizationIsReadFirstAndAuthorizationWhenItNamesNobody() {
    for (String proxy : new String[] {basic("nobody:x"), "rubbish"}) {
      TestExchange exchange =
          known(
              TestExchange.of(
                  "GET",
                  "/x",
                  "Proxy-Authorization",
                  proxy,
                  "Authorization",
                  basic("bea:pass: wörd")));
      assertSame(Step.NEXT, plugin(false).access(exchange), proxy);
    }
    TestExchange wrong =
        known(
            TestExchange.of(
                "GET",
                "/x",
                "Proxy-Authorization",
                basic("bea:wrong"),
                "Authorization",
                basic("bea:pass: wörd")));
    assertEquals(REFUSED, plugin(false).access(wrong));
    assertNull(wrong.consumer());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Basic",
        "Basic ",
        "Basic !!!",
        "BASIC YmVhOnBhc3M6IHfDtnJk",
        "Basic YmVh",
        "Basic OnBhc3M=",
        "Basic xYmVhOnBhc3M6IHfDtnJk",
        "Bearer YmVhOnBhc3M6IHfDtnJk"
      })
  void whatIsNoLoginIsRefused(String header) {
    assertEquals(
        REFUSED,
        plugin(false).access(known(TestExchange.of("GET", "/x", "Authorization", header))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "basic YmVhOnBhc3M6IHfDtnJk",
        "Basic    YmVhOnBhc3M6IHfDtnJk",
        "Digest x, Basic YmVhOnBhc3M6IHfDtnJk"
      })
  void theSchemeIsFoundAnywhere(String header) {
    assertSame(
        Step.NEXT,
        plugin(false).access(known(TestExchange.of("GET", "/x", "Authorization", header))));
  }
}
