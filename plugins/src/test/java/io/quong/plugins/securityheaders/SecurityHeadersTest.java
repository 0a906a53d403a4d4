package io.quong.plugins.securityheaders;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quong.plugins.fixture.TestContext;
import io.quong.plugins.fixture.TestExchange;
import org.junit.jupiter.api.Test;

final class SecurityHeadersTest {
  private static String run(boolean keepUpstream) {
    SecurityHeadersConfig config =
        new SecurityHeadersConfig(
            null,
            "same-origin",
            null,
            null,
            null,
            null,
            null,
            null,
            "nosniff",
            null,
            null,
            "DENY",
            null,
            null,
            keepUpstream,
            true);
    TestExchange exchange = TestExchange.of("GET", "/x");
    exchange.answer.add("X-Frame-Options", "upstream's");
    exchange.answer.add("X-Powered-By", "php");
    new SecurityHeaders(config, new TestContext()).headerFilter(exchange);
    return exchange.answer.toString();
  }

  @Test
  void whatIsConfiguredIsSetAndTheRestLeftAlone() {
    assertEquals(
        """
        X-Frame-Options: DENY
        Cross-Origin-Opener-Policy: same-origin
        X-Content-Type-Options: nosniff
        """,
        run(false));
  }

  @Test
  void theUpstreamsOwnCanBeKept() {
    assertEquals(
        """
        X-Frame-Options: upstream's
        Cross-Origin-Opener-Policy: same-origin
        X-Content-Type-Options: nosniff
        """,
        run(true));
  }
}
