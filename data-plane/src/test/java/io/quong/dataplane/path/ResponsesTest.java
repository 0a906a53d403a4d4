package io.quong.dataplane.path;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a client gets to see of an upstream's response, byte for byte. */
class ResponsesTest {
  private static final String OWN =
      "X-Kong-Upstream-Latency: *\r\nX-Kong-Proxy-Latency: *\r\nVia: 1.1 quong/1.0\r\n";
  private static final String ID = "X-Kong-Request-Id: *id*\r\n";

  private ProxyNode node = new ProxyNode(Map.of(), List.of());
  private RawUpstream upstream;

  @AfterEach
  void close() {
    node.close();
    upstream.close();
  }

  private String answerTo(String request, String response) {
    upstream =
        new RawUpstream(
            connection -> {
              connection.request();
              connection.write(response);
            });
    node.service("s", "127.0.0.1", upstream.port(), "").route("r", "s", "/r", "").apply();
    return RawClient.masked(RawClient.ask(node.port(), request));
  }

  private String answer(String response) {
    return answerTo(RawClient.request("GET", "/r"), response);
  }

  @Test
  void headersPassInOrderWithTheirCaseAndDuplicates() {
    assertEquals(
        "HTTP/1.1 299 Odd One\r\nX-b: 1\r\nsEt-cookie: a=1\r\nX-B: 2\r\nContent-Length: 2\r\n"
            + OWN
            + "Server: quong/1.0\r\n"
            + ID
            + "Connection: close\r\n\r\nok",
        answer(
            "HTTP/1.1 299 Odd One\r\nX-b: 1\r\nsEt-cookie: a=1\r\nX-B: 2\r\nContent-Length: 2\r\n\r\nok"));
  }

  @Test
  void upstreamsServerAndViaStand() {
    assertEquals(
        "HTTP/1.1 200 \r\nVia: 1.1 a, 1.0 b, 1.1 quong/1.0\r\nServer: theirs\r\nContent-Length: 0"
            + "\r\nX-Kong-Upstream-Latency: *\r\nX-Kong-Proxy-Latency: *\r\n"
            + ID
            + "Connection: close\r\n\r\n",
        answer(
            "HTTP/1.1 200\r\nVia: 1.1 a\r\nServer: theirs\r\nVia: 1.0 b\r\nContent-Length: 0\r\n\r\n"));
  }

  @Test
  void hopByHopAndNginxCommandsAreRemovedAndDoNothing() {
    assertEquals(
        "HTTP/1.1 200 OK\r\nProxy-Authenticate: Basic\r\nX-Keep: 2\r\nContent-Length: 2\r\n"
            + OWN
            + "Server: quong/1.0\r\n"
            + ID
            + "Connection: close\r\n\r\nok",
        answer(
            "HTTP/1.1 200 OK\r\nConnection: X-Drop, close\r\nX-Drop: 1\r\nKeep-Alive: 5"
                + "\r\nUpgrade: h2c\r\nTrailer: X-T\r\nX-Accel-Redirect: /r\r\nX-Accel-Limit-Rate: 1"
                + "\r\nX-Pad: a\r\nProxy-Authenticate: Basic\r\nX-Keep: 2\r\nContent-Length: 2\r\n\r\nok"));
  }

  @Test
  void textWithoutCharsetGetsOneAndOtherTypesDoNot() {
    assertEquals(
        List.of("Content-Type: text/plain; charset=UTF-8"),
        contentType("Content-Type: text/plain\r\n"));
  }

  @Test
  void jsonKeepsItsType() {
    assertEquals(
        List.of("Content-Type: application/json"),
        contentType("Content-Type: application/json\r\n"));
  }

  @Test
  void emptyTypeIsDropped() {
    assertEquals(List.of(), contentType("Content-Type:\r\n"));
  }

  private List<String> contentType(String line) {
    return answer("HTTP/1.1 200 OK\r\n" + line + "Content-Length: 0\r\n\r\n")
        .lines()
        .filter(l -> l.startsWith("Content-Type"))
        .toList();
  }

  @Test
  void headersOffLeavesOnlyWhatTheUpstreamSent() {
    node.close();
    node = new ProxyNode(Map.of("headers", "off"), List.of());
    assertEquals(
        "HTTP/1.1 200 OK\r\nServer: theirs\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok",
        answer("HTTP/1.1 200 OK\r\nServer: theirs\r\nContent-Length: 2\r\n\r\nok"));
  }

  @Test
  void upstreamStatusIsToldWhenAskedFor() {
    node.close();
    node = new ProxyNode(Map.of("headers", "X-Kong-Upstream-Status"), List.of());
    assertEquals(
        "HTTP/1.1 404 Gone Fishing\r\nContent-Length: 0\r\nX-Kong-Upstream-Status: 404"
            + "\r\nConnection: close\r\n\r\n",
        answer("HTTP/1.1 404 Gone Fishing\r\nContent-Length: 0\r\n\r\n"));
  }

  @Test
  void responseWithoutLengthIsChunked() {
    assertEquals(
        "HTTP/1.1 200 OK\r\n"
            + OWN
            + "Server: quong/1.0\r\n"
            + ID
            + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n2\r\nok\r\n0\r\n\r\n",
        answer("HTTP/1.1 200 OK\r\n\r\nok"));
  }

  @Test
  void responseWithoutLengthEndsByCloseForHttp10() {
    String answer =
        answerTo("GET /r HTTP/1.0\r\nHost: a.test\r\n\r\n", "HTTP/1.1 200 OK\r\n\r\nok");
    assertEquals(
        "HTTP/1.1 200 OK\r\n" + OWN + "Server: quong/1.0\r\n" + ID + "Connection: close\r\n\r\nok",
        answer);
  }

  @Test
  void headAnd304KeepTheLengthWithoutABody() {
    assertEquals(
        "HTTP/1.1 200 OK\r\nContent-Length: 55\r\n"
            + OWN
            + "Server: quong/1.0\r\n"
            + ID
            + "Connection: close\r\n\r\n",
        answerTo(RawClient.request("HEAD", "/r"), "HTTP/1.1 200 OK\r\nContent-Length: 55\r\n\r\n"));
  }

  @Test
  void surplusBytesBehindTheLengthAreCut() {
    String answer =
        answer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 500 evil\r\n\r\n");
    assertEquals("ok", answer.substring(answer.indexOf("\r\n\r\n") + 4));
  }

  @Test
  void trailersOfTheUpstreamAreDropped() {
    String answer =
        answer(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2;ext=1\r\nok\r\n0\r\nX-T: 1\r\n\r\n");
    assertEquals("2\r\nok\r\n0\r\n\r\n", answer.substring(answer.indexOf("\r\n\r\n") + 4));
  }

  @Test
  void upstreamThatDiesInAChunkedBodyLeavesTheEndMissing() {
    String answer = answer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n");
    assertEquals("5\r\nhello\r\n", answer.substring(answer.indexOf("\r\n\r\n") + 4));
  }

  @Test
  void upstreamThatDiesInACountedBodyLeavesItShort() {
    String answer = answer("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhi");
    assertEquals("hi", answer.substring(answer.indexOf("\r\n\r\n") + 4));
  }

  @Test
  void debugHeaderNamesRouteAndService() {
    node.close();
    node = new ProxyNode(Map.of("allow_debug_header", "on"), List.of());
    String answer =
        answerTo(
            RawClient.request("GET", "/r", "Kong-Debug: 1"),
            "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    assertEquals(
        List.of(
            "Kong-Route-Id: " + ProxyNode.id("r"),
            "Kong-Route-Name: r",
            "Kong-Service-Id: " + ProxyNode.id("s"),
            "Kong-Service-Name: s"),
        answer.lines().filter(l -> l.startsWith("Kong-")).toList());
  }
}
