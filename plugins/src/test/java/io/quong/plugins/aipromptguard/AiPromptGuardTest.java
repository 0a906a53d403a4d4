package io.quong.plugins.aipromptguard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.quong.plugin.Answer;
import io.quong.plugin.Step;
import io.quong.plugin.llm.LlmRequest;
import io.quong.plugins.fixture.TestContext;
import io.quong.plugins.fixture.TestExchange;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AiPromptGuardTest {
  private static final String TALK =
      "{\"messages\":[{\"role\":\"user\",\"content\":\"secret\"},"
          + "{\"role\":\"assistant\",\"content\":\"no\"},"
          + "{\"role\":\"user\",\"content\":\"fine\"}]}";

  private static Step run(
      List<String> allow, List<String> deny, boolean newest, boolean all, String body) {
    AiPromptGuard plugin =
        new AiPromptGuard(
            new AiPromptGuardConfig(allow, deny, newest, null, all, "openai"), new TestContext());
    TestExchange exchange = TestExchange.of("POST", "/x", "Content-Type", "application/json");
    return ((Step.Await) plugin.access(exchange.body(body))).future().result();
  }

  private static void refused(Step step) {
    assertEquals(LlmRequest.refuse(400, "bad request"), step);
  }

  @Test
  void deniedWordsAreLookedForInTheHistoryToo() {
    refused(run(null, List.of("secret"), false, false, TALK));
    assertSame(Step.NEXT, run(null, List.of("secret"), true, false, TALK));
    assertSame(Step.NEXT, run(null, List.of("no$"), false, false, TALK));
    refused(run(null, List.of("\\bno\\b"), false, true, TALK));
  }

  @Test
  void allowedOnesHaveToBeThere() {
    assertSame(Step.NEXT, run(List.of("fine"), null, false, false, TALK));
    refused(run(List.of("weather"), null, false, false, TALK));
    assertSame(Step.NEXT, run(List.of("w"), null, false, false, "{\"prompt\":\"weather\"}"));
  }

  @Test
  void whatCannotBeReadIsRefused() {
    refused(run(null, List.of("x"), false, false, "{broken"));
    refused(run(null, List.of("x"), false, false, "{}"));
    refused(
        run(
            null,
            List.of("x"),
            false,
            false,
            "{\"messages\":[{\"role\":\"user\",\"content\":1}]}"));
  }

  @Test
  void aPatternThatIsNoneFailsRequests() {
    assertEquals(Step.respond(Answer.exit(500)), run(null, List.of("("), false, false, TALK));
  }
}
