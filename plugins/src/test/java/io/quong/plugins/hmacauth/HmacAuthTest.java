package io.quong.plugins.hmacauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.quong.entity.Consumer;
import io.quong.plugin.Answer;
import io.quong.plugin.Step;
import io.quong.plugins.fixture.TestContext;
import io.quong.plugins.fixture.TestEntities;
import io.quong.plugins.fixture.TestExchange;
import io.quong.schema.Ref;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HmacAuthTest {
  private static final Consumer HAL = new Consumer("c1", 0L, 0L, "hal", null, null);

  /** The moment of the test's clock. */
  private static final String NOW = "Tue, 14 Nov 2023 22:13:20 GMT";

  private static HmacAuth plugin(boolean body, List<String> enforced) {
    return new HmacAuth(
        new HmacAuthConfig(false, 300.0, null, body, enforced, List.of("hmac-sha256"), "files"),
        new TestContext());
  }

  private static Step refused(String message) {
    return Step.respond(
        Answer.error(401, message).with("WWW-Authenticate", "hmac realm=\"files\""));
  }

  private static String sign(String text) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec("s3cret".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static String header(String headers, String text) throws Exception {
    return "hmac username=\"hal\", algorithm=\"hmac-sha256\", headers=\"%s\", signature=\"%s\""
        .formatted(headers, sign(text));
  }

  private static TestExchange known(TestExchange exchange) {
    exchange.entities =
        new TestEntities()
            .with(HAL)
            .with(new HmacAuthCredential("h1", 0L, new Ref("c1"), "hal", "s3cret", null));
    return exchange;
  }

  @Test
  void headersAndTheTargetAreSigned() throws Exception {
    String text = "date: " + NOW + "\n@request-target: post /a%41?b=1\nx-none:";
    TestExchange exchange =
        known(
            TestExchange.of(
                "POST",
                "/a%41?b=1",
                "Date",
                NOW,
                "Authorization",
                header("date @request-target x-none", text)));
    assertSame(Step.NEXT, plugin(false, List.of("date")).access(exchange));
    assertEquals(HAL, exchange.consumer());
    assertEquals("hal", exchange.credential().identifier());
  }

  @Test
  void anotherTextIsNotTheSame() throws Exception {
    TestExchange exchange =
        known(
            TestExchange.of(
                "GET", "/x", "Date", NOW, "Authorization", header("date", "date: yesterday")));
    assertEquals(
        refused("HMAC signature does not match"), plugin(false, List.of()).access(exchange));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Tue, 14 Nov 2023 22:07:19 GMT", "Tue, 14 Nov 2023 22:18:21 GMT", "yesterday", ""})
  void theClocksMustAgree(String date) throws Exception {
    TestExchange exchange =
        known(
            TestExchange.of(
                "GET", "/x", "Date", date, "Authorization", header("date", "date: " + date)));
    assertEquals(
        refused(
            "HMAC signature cannot be verified, a valid date or x-date header is required for HMAC"
                + " Authentication"),
        plugin(false, List.of()).access(exchange));
  }

  @Test
  void whatMustBeSignedIsLookedFor() throws Exception {
    TestExchange exchange =
        known(
            TestExchange.of(
                "GET", "/x", "Date", NOW, "Authorization", header("date", "date: " + NOW)));
    assertEquals(
        refused("HMAC signature cannot be verified"),
        plugin(false, List.of("date", "host")).access(exchange));
  }

  @Test
  void theBodyMustBeTheOneOfTheDigest() throws Exception {
    String digest = "SHA-256=LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=";
    for (String body : new String[] {"hello", "hello!"}) {
      TestExchange exchange =
          known(
              TestExchange.of(
                      "POST",
                      "/x",
                      "Date",
                      NOW,
                      "Digest",
                      digest,
                      "Authorization",
                      header("date", "date: " + NOW))
                  .body(body));
      assertEquals(
          body.equals("hello") ? Step.NEXT : refused("HMAC signature does not match"),
          plugin(true, List.of()).access(exchange));
    }
  }
}
