package io.quong.plugins.botdetection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.quong.plugin.Answer;
import io.quong.plugin.Step;
import io.quong.plugins.fixture.TestContext;
import io.quong.plugins.fixture.TestExchange;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BotDetectionTest {
  private static final Step FORBIDDEN = Step.respond(Answer.error(403, "Forbidden"));

  private static Step run(List<String> allow, List<String> deny, String... headers) {
    return new BotDetection(new BotDetectionConfig(allow, deny), new TestContext())
        .access(TestExchange.of("GET", "/x", headers));
  }

  private static Step known(String userAgent) {
    return run(List.of(), List.of(), "User-Agent", userAgent);
  }

  @Test
  void crawlersAndHttpLibrariesAreRefused() {
    for (String name :
        List.of(
            "Googlebot/2.1 (+http://www.google.com/bot.html)",
            "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
            "Twitterbot/1.0",
            "Go-http-client/1.1",
            "okhttp/4.9",
            "axios/1.2.3",
            "Apache-HttpClient/4.5.1",
            "aws-cli/1.2",
            "Scrapy",
            "mybot/1.0",
            "my-spider/2.1",
            "somecrawler 0.1",
            "indexer/1.0")) {
      assertEquals(FORBIDDEN, known(name), name);
    }
  }

  @Test
  void peopleAndOddNamesPass() {
    for (String name :
        List.of(
            "curl/7.43.0",
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)"
                + " Chrome/120.0.0.0 Safari/537.36",
            "HelloWorld",
            "python-requests/2.31",
            "PostmanRuntime/7.1",
            "Wget/1.20",
            "Java/17",
            "bot",
            "a robot",
            "mybot",
            "MYBOT/1.0",
            "bottle/1.0",
            "")) {
      assertSame(Step.NEXT, known(name), name);
    }
    assertSame(Step.NEXT, run(List.of(), List.of()));
  }

  @Test
  void allowComesBeforeDenyAndBothBeforeTheKnownNames() {
    List<String> allow = List.of("^friendly");
    List<String> deny = List.of("forbidden$", "^friendly-not");
    assertSame(Step.NEXT, run(allow, deny, "User-Agent", "friendly-googlebot/2.1"));
    assertSame(Step.NEXT, run(allow, deny, "User-Agent", "friendly-not"));
    assertEquals(FORBIDDEN, run(allow, deny, "User-Agent", "  it is forbidden  "));
    assertSame(Step.NEXT, run(allow, deny, "User-Agent", "forbidden it is"));
  }

  @Test
  void twoNamesAreABadRequest() {
    assertEquals(
        Step.respond(Answer.error(400, "Only one User-Agent header allowed")),
        run(List.of(), List.of(), "User-Agent", "a", "User-Agent", "a"));
  }

  @Test
  void aVeryLongNameIsJudgedToo() {
    assertEquals(FORBIDDEN, known("x".repeat(8000) + " mybot/1.0"));
  }
}
