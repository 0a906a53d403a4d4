package io.quong.plugins.requestsizelimiting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.quong.plugin.Answer;
import io.quong.plugin.Step;
import io.quong.plugins.fixture.TestContext;
import io.quong.plugins.fixture.TestExchange;
import org.junit.jupiter.api.Test;

final class RequestSizeLimitingTest {
  private static final Step REFUSED =
      Step.respond(Answer.error(413, "Request size limit exceeded"));

  private static Step run(int size, String unit, boolean required, TestExchange exchange) {
    return new RequestSizeLimiting(
            new RequestSizeLimitingConfig(size, unit, required), new TestContext())
        .access(exchange);
  }

  private static TestExchange told(String length, String... more) {
    TestExchange exchange = TestExchange.of("POST", "/x", more);
    exchange.sent.add("Content-Length", length);
    return exchange;
  }

  @Test
  void aLengthThatIsToldDecides() {
    assertSame(Step.NEXT, run(10, "bytes", false, told("10")));
    assertEquals(REFUSED, run(10, "bytes", false, told("11")));
    assertSame(Step.NEXT, run(1, "kilobytes", false, told("1024")));
    assertEquals(REFUSED, run(1, "kilobytes", false, told("1025")));
    assertSame(Step.NEXT, run(1, "megabytes", false, told("1048576")));
    assertEquals(REFUSED, run(1, "megabytes", false, told("1048577")));
    assertEquals(REFUSED, run(128, "megabytes", false, told("99999999999999999999999")));
  }

  @Test
  void aBodyOfUnknownLengthIsMeasured() {
    assertSame(Step.NEXT, run(3, "bytes", false, TestExchange.of("POST", "/x").body("abc")));
    assertEquals(REFUSED, run(2, "bytes", false, TestExchange.of("POST", "/x").body("abc")));
  }

  @Test
  void aLengthMayBeAskedFor() {
    assertEquals(
        Step.respond(Answer.error(411, "A valid Content-Length header is required")),
        run(3, "bytes", true, TestExchange.of("POST", "/x").body("abc")));
    assertSame(
        Step.NEXT,
        run(
            3,
            "bytes",
            true,
            TestExchange.of("POST", "/x", "Transfer-Encoding", "chunked").body("abc")));
  }

  @Test
  void whoAsksFirstIsToldThatItIsNotExpected() {
    assertEquals(
        Step.respond(Answer.error(417, "Request size limit exceeded")),
        run(10, "bytes", false, told("11", "Expect", "100-continue")));
    assertEquals(REFUSED, run(10, "bytes", false, told("11", "Expect", "x")));
  }
}
