package io.quong.dataplane.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which failures are tried again, and how often. */
class RetriesTest {
  private final ProxyNode node = new ProxyNode(Map.of(), List.of());
  private RawUpstream upstream;

  @AfterEach
  void close() {
    node.close();
    if (upstream != null) {
      upstream.close();
    }
  }

  private void serve(RawUpstream by, String more) {
    upstream = by;
    node.put(
            "services",
            "s",
            "{'name':'s','protocol':'http','host':'127.0.0.1','port':%d,'enabled':true,%s}"
                .formatted(by.port(), more))
        .route("r", "s", "/r", "")
        .apply();
  }

  private String status(String method, String... headers) {
    String answer = RawClient.ask(node.port(), RawClient.request(method, "/r", headers));
    return answer.substring(9, 12);
  }

  private static RawUpstream closing() {
    return new RawUpstream(connection -> connection.request());
  }

  @Test
  void closedBeforeTheResponseIsTriedAgainAsOftenAsRetriesSays() {
    serve(closing(), "'retries':2");
    assertEquals("502", status("GET"));
    assertEquals(3, upstream.requests.size());
  }

  @Test
  void putDeleteAndUnknownMethodsAreTriedAgain() {
    serve(closing(), "'retries':1");
    assertEquals("502", status("PUT", "Content-Length: 0"));
    assertEquals("502", status("DELETE"));
    assertEquals("502", status("PURGE"));
    assertEquals(6, upstream.requests.size());
  }

  @Test
  void postPatchAndLockAreNot() {
    serve(closing(), "'retries':5");
    assertEquals("502", status("POST", "Content-Length: 0"));
    assertEquals("502", status("PATCH", "Content-Length: 0"));
    assertEquals("502", status("LOCK"));
    assertEquals(3, upstream.requests.size());
  }

  @Test
  void bodyIsSentAgain() {
    serve(closing(), "'retries':1");
    String answer =
        RawClient.ask(
            node.port(),
            "PUT /r HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello");
    assertEquals("502", answer.substring(9, 12));
    assertEquals(2, upstream.requests.size());
    assertTrue(upstream.requests.stream().allMatch(r -> r.endsWith("\r\n\r\nhello")));
  }

  @Test
  void resetIsLikeClosing() {
    serve(
        new RawUpstream(
            connection -> {
              connection.request();
              connection.reset();
            }),
        "'retries':1");
    assertEquals("502", status("GET"));
    assertEquals(2, upstream.requests.size());
  }

  @Test
  void readTimeoutIsTriedAgainAndEndsIn504() {
    serve(new RawUpstream(RawUpstream.Connection::awaitEnd), "'retries':2,'read_timeout':150");
    long begun = System.nanoTime();
    assertEquals("504", status("GET"));
    long millis = (System.nanoTime() - begun) / 1_000_000;
    assertEquals(3, upstream.connections.get());
    assertTrue(millis >= 450 && millis < 2000, millis + " ms");
    assertEquals("504", status("POST", "Content-Length: 0"));
    assertEquals(4, upstream.connections.get());
  }

  @Test
  void malformedHeadsAreNotTriedAgain() {
    serve(RawUpstream.answering("HTTP/1.1 200 OK\r\nBad Name: 1\r\n\r\n"), "'retries':5");
    assertEquals("502", status("GET"));
    assertEquals(1, upstream.requests.size());
  }

  @Test
  void statusesAreNotTriedAgain() {
    serve(RawUpstream.answering("HTTP/1.1 503 Down\r\nContent-Length: 0\r\n\r\n"), "'retries':5");
    assertEquals("503", status("GET"));
    assertEquals(1, upstream.requests.size());
  }

  @Test
  void reusedConnectionThatWasClosedIsOneFreeAttempt() {
    serve(
        new RawUpstream(
            connection -> {
              // One response, and the next request is met by a closed connection.
              connection.request();
              connection.write(RawUpstream.ok("a"));
              connection.head();
            }),
        "'retries':0");
    assertEquals("200", status("GET"));
    assertEquals("200", status("GET"));
    assertEquals(2, upstream.connections.get());
    assertEquals("502", status("POST", "Content-Length: 0"));
  }

  @Test
  void connectionsAreReusedNewestFirst() {
    serve(RawUpstream.answering(RawUpstream.ok("a")), "'retries':0");
    for (int i = 0; i < 5; i++) {
      assertEquals("200", onOneConnection());
    }
    assertTrue(upstream.connections.get() <= 2, "one for each event loop at most");
  }

  private String onOneConnection() {
    return status("GET");
  }

  @Test
  void connectionIsNotKeptWhenTheUpstreamSaysClose() {
    serve(
        RawUpstream.answering("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"),
        "'retries':0");
    assertEquals("200", status("GET"));
    Until.holds(() -> upstream.ended.get() == 1);
  }

  @Test
  void deadTargetIsPassedOverByTheNextAttempt() {
    upstream = RawUpstream.answering(RawUpstream.ok("a"));
    node.put("upstreams", "u", "{'name':'u','algorithm':'round-robin'}")
        .put("targets", "t1", target(RawUpstream.deadPort()))
        .put("targets", "t2", target(upstream.port()))
        .service("s", "u", 1, "")
        .route("r", "s", "/r", "")
        .apply();
    for (int i = 0; i < 10; i++) {
      assertEquals("200", status("POST", "Content-Length: 0"));
    }
    assertTrue(
        upstream.requests.get(0).contains("\r\nHost: 127.0.0.1:" + upstream.port() + "\r\n"));
  }

  private static String target(int port) {
    return "{'target':'127.0.0.1:%d','weight':100,'upstream':{'id':'%s'}}"
        .formatted(port, ProxyNode.id("u"));
  }

  @Test
  void upstreamWithoutTargetsHasNoPeer() {
    node.put("upstreams", "u", "{'name':'u','algorithm':'round-robin'}")
        .service("s", "u", 1, "")
        .route("r", "s", "/r", "")
        .apply();
    String answer = RawClient.get(node, "/r");
    assertEquals("503", answer.substring(9, 12));
    assertEquals(
        "{\n  \"message\":\"failure to get a peer from the ring-balancer\",\n"
            + "  \"request_id\":\"*id*\"\n}",
        answer.substring(answer.indexOf("\r\n\r\n") + 4));
  }

  @Test
  void streamedBodyIsNotTriedAgainButOneThatCameWhole() {
    serve(closing(), "'retries':1");
    node.route("r", "s", "/r", "'request_buffering':false").apply();
    String whole =
        RawClient.ask(
            node.port(),
            "PUT /r HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi");
    assertEquals("502", whole.substring(9, 12));
    assertEquals(2, upstream.requests.size());
  }
}
