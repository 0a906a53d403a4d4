package io.quong.plugins.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quong.entity.Consumer;
import io.quong.plugin.Answer;
import io.quong.plugin.Exchange.Credential;
import io.quong.plugin.Step;
import io.quong.plugins.fixture.TestContext;
import io.quong.plugins.fixture.TestEntities;
import io.quong.plugins.fixture.TestExchange;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SessionTest {
  private static final Consumer ANN = new Consumer("c1", 0L, 0L, "ann", null, null);
  private static final String FLAGS = "; Path=/; SameSite=Strict; Secure; HttpOnly";

  private final TestContext context = new TestContext();

  private Session plugin(String secret, boolean remember) {
    return new Session(
        new SessionConfig(
            secret,
            "cookie",
            "readers",
            900.0,
            3600.0,
            86400.0,
            10.0,
            "session",
            "/",
            null,
            "Strict",
            true,
            true,
            remember,
            "keep",
            604800.0,
            2592000.0,
            Set.of("audience", "subject"),
            Set.of("subject"),
            false,
            Set.of("POST", "DELETE"),
            "session_logout",
            "session_logout"),
        context);
  }

  private static TestExchange exchange(String method, String target, String... headers) {
    TestExchange exchange = TestExchange.of(method, target, headers);
    exchange.entities = new TestEntities().with(ANN);
    return exchange;
  }

  /** Logs in by another plugin; answers the cookies, as a browser sends them. */
  private static List<String> login(Session plugin, List<String> groups) {
    TestExchange exchange = exchange("GET", "/x");
    assertSame(Step.NEXT, plugin.access(exchange));
    exchange.authenticate(ANN, new Credential("k1", "k1"));
    if (groups != null) {
      exchange.shared().put("authenticated_groups", groups);
    }
    plugin.headerFilter(exchange);
    return exchange.answer.all("Set-Cookie");
  }

  private static String sent(String setCookie) {
    return setCookie.substring(0, setCookie.indexOf(';'));
  }

  @Test
  void aLoginIsKnownByItsCookieFromThenOn() {
    Session plugin = plugin("secret", false);
    List<String> cookies = login(plugin, List.of("a", "b"));
    assertEquals(1, cookies.size());
    assertTrue(cookies.get(0).startsWith("session=1"), cookies.get(0));
    assertTrue(cookies.get(0).endsWith(FLAGS), cookies.get(0));
    TestExchange next = exchange("GET", "/x", "Cookie", "x=y; " + sent(cookies.get(0)));
    assertSame(Step.NEXT, plugin.access(next));
    assertEquals(ANN, next.consumer());
    assertEquals(new Credential("k1", "k1"), next.credential());
    assertEquals(List.of("a", "b"), next.shared().get("authenticated_groups"));
    assertEquals("a, b", next.sent.get("X-Authenticated-Groups"));
    assertEquals("ann", next.sent.get("Session-Subject"));
    plugin.headerFilter(next);
    assertEquals(List.of(), next.answer.all("Set-Cookie"));
    assertEquals("readers", next.answer.get("Session-Audience"));
  }

  @Test
  void anotherSecretOrAChangedCookieIsNoLogin() {
    String cookie = sent(login(plugin("secret", false), null).get(0));
    TestExchange other = exchange("GET", "/x", "Cookie", cookie);
    assertSame(Step.NEXT, plugin("other", false).access(other));
    assertNull(other.consumer());
    char last = cookie.charAt(cookie.length() - 3);
    String changed =
        cookie.substring(0, cookie.length() - 3)
            + (last == 'A' ? 'B' : 'A')
            + cookie.substring(cookie.length() - 2);
    for (String bad : new String[] {changed, "session=", "session=1", "session=9abc"}) {
      TestExchange exchange = exchange("GET", "/x", "Cookie", bad);
      assertSame(Step.NEXT, plugin("secret", false).access(exchange));
      assertNull(exchange.consumer(), bad);
    }
  }

  @Test
  void sessionsEndWhenTheyIdle() {
    Session plugin = plugin("secret", false);
    String cookie = sent(login(plugin, null).get(0));
    context.now += 901_000;
    TestExchange late = exchange("GET", "/x", "Cookie", cookie);
    plugin.access(late);
    assertNull(late.consumer());
  }

  @Test
  void usedOnesAreTouchedAndRenewed() {
    Session plugin = plugin("secret", false);
    String cookie = sent(login(plugin, null).get(0));
    for (int i = 0; i < 10; i++) {
      context.now += 800_000;
      TestExchange exchange = exchange("GET", "/x", "Cookie", cookie);
      plugin.access(exchange);
      assertEquals(ANN, exchange.consumer());
      plugin.headerFilter(exchange);
      String next = sent(exchange.answer.get("Set-Cookie"));
      assertNotEquals(cookie, next);
      cookie = next;
    }
  }

  @Test
  void groupsThatNeedMoreThanOneCookieAreSpread() {
    Session plugin = plugin("secret", false);
    List<String> groups = List.of("g".repeat(5_000), "h".repeat(5_000));
    List<String> cookies = login(plugin, groups);
    assertTrue(cookies.size() > 2, () -> cookies.size() + " cookies");
    String all = String.join("; ", cookies.stream().map(SessionTest::sent).toList());
    TestExchange next = exchange("GET", "/x", "Cookie", all);
    plugin.access(next);
    assertEquals(groups, next.shared().get("authenticated_groups"));
  }

  @Test
  void logoutTakesTheCookieAway() {
    Session plugin = plugin("secret", false);
    String cookie = sent(login(plugin, null).get(0));
    TestExchange logout = exchange("DELETE", "/x?session_logout=true", "Cookie", cookie);
    assertEquals(
        Step.respond(
            Answer.exit(200)
                .with(
                    "Set-Cookie",
                    "session=" + FLAGS + "; Expires=Thu, 01 Jan 1970 00:00:01 GMT; Max-Age=0")),
        plugin.access(logout));
    TestExchange get = exchange("GET", "/x?session_logout=true", "Cookie", cookie);
    assertSame(Step.NEXT, plugin.access(get));
    assertEquals(ANN, get.consumer());
  }

  @Test
  void theLastingCookieBeginsAnotherSession() {
    Session plugin = plugin("secret", true);
    List<String> cookies = login(plugin, null);
    assertEquals(2, cookies.size());
    String end = FLAGS + "; Expires=Tue, 21 Nov 2023 22:13:20 GMT; Max-Age=604800";
    assertTrue(cookies.get(1).startsWith("keep=1"), cookies.get(1));
    assertTrue(cookies.get(1).endsWith(end), cookies.get(1));
    context.now += 90_000_000;
    TestExchange next = exchange("GET", "/x", "Cookie", sent(cookies.get(1)));
    plugin.access(next);
    assertEquals(ANN, next.consumer());
    plugin.headerFilter(next);
    List<String> again = next.answer.all("Set-Cookie");
    assertEquals(2, again.size());
    assertTrue(again.get(0).startsWith("keep="), again.get(0));
    assertTrue(again.get(1).startsWith("session="), again.get(1));
  }

  @Test
  void guestsGetNoSession() {
    Session plugin = plugin("secret", false);
    TestExchange guest = exchange("GET", "/x");
    plugin.access(guest);
    guest.authenticate(ANN, null);
    plugin.headerFilter(guest);
    assertEquals(List.of(), guest.answer.all("Set-Cookie"));
  }
}
