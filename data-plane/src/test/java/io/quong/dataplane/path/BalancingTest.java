package io.quong.dataplane.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which target a request goes to, and which it does not go to while it is unfit. */
class BalancingTest {
  private final ProxyNode node = new ProxyNode(Map.of(), List.of());
  private final List<RawUpstream> upstreams = new ArrayList<>();

  @AfterEach
  void close() {
    node.close();
    upstreams.forEach(RawUpstream::close);
  }

  private int answering(String response) {
    RawUpstream made = RawUpstream.answering(response);
    upstreams.add(made);
    return made.port();
  }

  private int named(String name) {
    return answering(RawUpstream.ok(name));
  }

  private void upstream(String more) {
    node.put("upstreams", "u", "{'name':'u.test'," + more + "}");
  }

  private void target(String name, String address, int weight) {
    node.put(
        "targets",
        name,
        "{'target':'%s','weight':%d,'upstream':{'id':'%s'}}"
            .formatted(address, weight, ProxyNode.id("u")));
  }

  private void serve(int retries) {
    node.put(
            "services",
            "s",
            "{'name':'s','protocol':'http','host':'u.test','port':80,'enabled':true,'retries':"
                + retries
                + "}")
        .route("r", "s", "/r", "")
        .apply();
  }

  private String ask(String... headers) {
    return RawClient.ask(node.port(), RawClient.request("GET", "/r", headers));
  }

  private static String told(String answer) {
    return answer.startsWith("HTTP/1.1 200")
        ? answer.substring(answer.indexOf("\r\n\r\n") + 4)
        : answer.substring(9, 12);
  }

  private Map<String, Integer> shares(int requests, String... headers) {
    Map<String, Integer> shares = new TreeMap<>();
    for (int i = 0; i < requests; i++) {
      shares.merge(told(ask(headers)), 1, Integer::sum);
    }
    return shares;
  }

  private String until(String wanted) {
    Until.holds(() -> told(ask()).equals(wanted));
    return wanted;
  }

  @Test
  void turnsAreSharedByWeightAndWeightZeroGetsNone() {
    upstream("'algorithm':'round-robin'");
    target("a", "127.0.0.1:" + named("a"), 30);
    target("b", "127.0.0.1:" + named("b"), 10);
    target("c", "127.0.0.1:" + named("c"), 0);
    serve(0);
    assertEquals(Map.of("a", 6, "b", 2), shares(8));
  }

  @Test
  void valueStaysWithItsTargetAndManyValuesReachAll() {
    upstream("'algorithm':'consistent-hashing','hash_on':'header','hash_on_header':'X-Tenant'");
    target("a", "127.0.0.1:" + named("a"), 100);
    target("b", "127.0.0.1:" + named("b"), 100);
    serve(0);
    assertEquals(1, shares(5, "X-Tenant: one").size());
    Map<String, Integer> shares = new TreeMap<>();
    for (int i = 0; i < 40; i++) {
      shares.putAll(shares(1, "X-Tenant: t" + i));
    }
    assertEquals(2, shares.size());
  }

  @Test
  void hashedRequestGoesOnToTheNextTargetWhenItsOwnIsDead() {
    upstream("'algorithm':'consistent-hashing','hash_on':'ip'");
    target("a", "127.0.0.1:" + RawUpstream.deadPort(), 100);
    target("b", "127.0.0.1:" + named("b"), 1);
    serve(2);
    assertEquals(Map.of("b", 3), shares(3));
  }

  @Test
  void cookieThatIsNotThereIsGivenOnceAndHoldsTheTarget() {
    upstream("'algorithm':'consistent-hashing','hash_on':'cookie','hash_on_cookie':'stick'");
    target("a", "127.0.0.1:" + answering(withCookies("a")), 100);
    target("b", "127.0.0.1:" + answering(withCookies("b")), 100);
    serve(0);
    String first = ask();
    String cookie = first.replaceAll("(?s).*\r\nSet-Cookie: (stick=[0-9a-f-]{36});.*", "$1");
    assertTrue(
        first.contains("Set-Cookie: " + cookie + "; Path=/; Same-Site=Lax; HttpOnly\r\n"), first);
    assertTrue(first.contains("Set-Cookie: own=1\r\n"), first);
    assertEquals(2, first.split("Set-Cookie", -1).length - 1);
    String again = ask("Cookie: x=1; " + cookie);
    assertEquals(told(first), told(again));
    assertTrue(again.contains("Set-Cookie: stick=upstream\r\n"), again);
  }

  private static String withCookies(String name) {
    return "HTTP/1.1 200 OK\r\nSet-Cookie: own=1\r\nSet-Cookie: stick=upstream\r\n"
        + "Content-Length: 1\r\n\r\n"
        + name;
  }

  @Test
  void leastConnectionsPassesOverWhoIsBusy() {
    upstream("'algorithm':'least-connections'");
    RawUpstream held =
        new RawUpstream(
            connection -> {
              connection.request();
              connection.request();
            });
    upstreams.add(held);
    target("a", "127.0.0.1:" + held.port(), 2);
    target("b", "127.0.0.1:" + named("b"), 1);
    serve(1);
    try (RawClient waiting = new RawClient(node.port())) {
      waiting.send(RawClient.request("GET", "/r"));
      Until.holds(() -> held.requests.size() == 1);
      // Two open requests by a weight of two against one by one: both are equal for now.
      target("a", "127.0.0.1:" + held.port(), 1);
      node.apply();
      assertEquals(Map.of("b", 4), shares(4));
    }
  }

  @Test
  void latencyPrefersWhoAnswersAndLeavesNoOneWhenAllAreDead() {
    upstream("'algorithm':'latency'");
    target("a", "127.0.0.1:" + RawUpstream.deadPort(), 100);
    target("b", "127.0.0.1:" + RawUpstream.deadPort(), 100);
    serve(5);
    assertEquals(Map.of("503", 2), shares(2));
  }

  @Test
  void failuresLeaveATargetOutAndAWordOfTheOperatorBringsItBack() {
    upstream("'healthchecks':{'passive':{'unhealthy':{'http_failures':2,'http_statuses':[500]}}}");
    String bad = "127.0.0.1:" + answering("HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n");
    target("a", bad, 100);
    target("b", "127.0.0.1:" + named("b"), 100);
    serve(0);
    assertEquals(Map.of("500", 2, "b", 2), shares(4));
    assertEquals(Map.of("b", 6), shares(6));
    node.upkeep.mark(ProxyNode.id("u"), bad, null, true);
    until("500");
  }

  @Test
  void healthOutlivesAChangeOfItsUpstream() {
    String checks = "'healthchecks':{'passive':{'unhealthy':{'tcp_failures':1}}}";
    upstream(checks);
    target("a", "127.0.0.1:" + RawUpstream.deadPort(), 100);
    target("b", "127.0.0.1:" + named("b"), 100);
    serve(1);
    assertEquals(Map.of("b", 4), shares(4));
    upstream(checks + ",'tags':['x']");
    target("c", "127.0.0.1:" + named("c"), 100);
    serve(0);
    assertEquals(Map.of("b", 4, "c", 4), shares(8));
  }

  @Test
  void tooLittleHealthyWeightIsNoneAtAll() {
    upstream("'healthchecks':{'threshold':60,'passive':{'unhealthy':{'tcp_failures':1}}}");
    String a = "127.0.0.1:" + named("a");
    target("a", a, 100);
    target("b", "127.0.0.1:" + named("b"), 100);
    serve(0);
    node.upkeep.mark(ProxyNode.id("u"), a, a, false);
    until("503");
    node.upkeep.mark(ProxyNode.id("u"), a, a, true);
    until("a");
  }

  @Test
  void probesLeaveOutWhoRefusesAndBringBackWhoAnswers() {
    upstream(
        "'healthchecks':{'active':{'http_path':'/alive','timeout':1,"
            + "'healthy':{'interval':0.02,'successes':1,'http_statuses':[200]},"
            + "'unhealthy':{'interval':0.02,'tcp_failures':1,'http_failures':1,"
            + "'http_statuses':[500]}}}");
    RawUpstream a = new RawUpstream(BalancingTest::failing);
    upstreams.add(a);
    target("a", "127.0.0.1:" + a.port(), 100);
    target("b", "127.0.0.1:" + named("b"), 100);
    serve(0);
    Until.holds(() -> shares(4).equals(Map.of("b", 4)));
    assertTrue(a.requests.stream().anyMatch(r -> r.startsWith("GET /alive HTTP/1.0\r\nHost: 127")));
  }

  private static void failing(RawUpstream.Connection connection) throws java.io.IOException {
    while (connection.request() != null) {
      connection.write("HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n");
    }
  }
}
