package io.quong.plugins.redirect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quong.plugin.Answer;
import io.quong.plugin.Step;
import io.quong.plugins.fixture.TestContext;
import io.quong.plugins.fixture.TestExchange;
import org.junit.jupiter.api.Test;

final class RedirectTest {
  private static Step run(int status, String location, boolean keep, String target) {
    return new Redirect(new RedirectConfig(status, location, keep), new TestContext())
        .access(TestExchange.of("GET", target));
  }

  private static Step to(int status, String location) {
    return Step.respond(Answer.exit(status, "redirecting").with("Location", location));
  }

  @Test
  void theLocationIsSentAsItIsConfigured() {
    assertEquals(
        to(302, "HTTPS://New.test?a b"), run(302, "HTTPS://New.test?a b", false, "/x?y=1"));
  }

  @Test
  void thePathAskedForCanBeKept() {
    assertEquals(
        to(301, "https://example.com/status/200?keep=this"),
        run(301, "https://example.com/some_path?foo=bar", true, "/status/200?keep=this"));
    assertEquals(to(301, "https://example.com/x"), run(301, "https://example.com?a=1", true, "/x"));
    assertEquals(
        to(301, "http://example.com:8080/x#there"),
        run(301, "http://EXAMPLE.com:8080/y#there", true, "/x"));
    assertEquals(
        to(301, "https://example.com/a%20b%C3%A9?'%22".replace("'", "%27")),
        run(301, "https://example.com:443/", true, "/a bÃ©?'\""));
  }
}
