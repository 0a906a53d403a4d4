package io.quong.dataplane.path;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an upstream gets to see, byte for byte. */
class RequestHeadersTest {
  private final RawUpstream upstream = RawUpstream.answering(RawUpstream.ok("hi"));
  private ProxyNode node = new ProxyNode(Map.of(), List.of());

  @AfterEach
  void close() {
    node.close();
    upstream.close();
  }

  private void restart(Map<String, String> settings) {
    node.close();
    node = new ProxyNode(settings, List.of());
  }

  /** The request as the upstream saw it, with ports and ids masked. */
  private String sent(String routeMore, String request) {
    node.service("s", "127.0.0.1", upstream.port(), "").route("r", "s", "/r", routeMore).apply();
    RawClient.ask(node.port(), request);
    return RawClient.masked(upstream.request())
        .replace(Integer.toString(upstream.port()), "*up*")
        .replace(Integer.toString(node.port()), "*port*");
  }

  @Test
  void ownHeadersComeFirstThenTheClientsAsTheyWere() {
    assertEquals(
        """
        GET /x?q=%20a+b HTTP/1.1
        Via: 1.1 quong/1.0
        Host: 127.0.0.1:*up*
        Connection: keep-alive
        X-Forwarded-For: 127.0.0.1
        X-Forwarded-Proto: http
        X-Forwarded-Host: a.test
        X-Forwarded-Port: *port*
        X-Forwarded-Path: /r/x
        X-Forwarded-Prefix: /r
        X-Real-IP: 127.0.0.1
        X-Kong-Request-Id: *id*
        x-MIXED: 1
        X_Under: 2
        X-Mixed: 3
        Cookie: a=1
        """,
        lines(
            sent(
                "",
                "GET /r/x?q=%20a+b HTTP/1.1\r\nHost: A.test:99\r\nx-MIXED: 1\r\nX_Under: 2"
                    + "\r\nConnection: close\r\nX-Mixed:3\r\nCookie: a=1\r\n\r\n")));
  }

  /** Without carriage returns and the last empty line. */
  private static String lines(String head) {
    return head.replace("\r\n", "\n").replaceFirst("\n\n$", "\n");
  }

  @Test
  void hopByHopHeadersAreDroppedOfAllConnectionLines() {
    assertEquals(
        """
        GET / HTTP/1.1
        TE: trailers
        Via: 1.0 first, 1.1 quong/1.0
        Host: 127.0.0.1:*up*
        Connection: keep-alive
        X-Forwarded-For: 1.1.1.1, 127.0.0.1
        X-Forwarded-Proto: http
        X-Forwarded-Host: a.test
        X-Forwarded-Port: *port*
        X-Forwarded-Path: /r
        X-Forwarded-Prefix: /r
        X-Real-IP: 127.0.0.1
        X-Kong-Request-Id: *id*
        Proxy-Authorization: p
        X-Keep: 3
        """,
        lines(
            sent(
                "",
                RawClient.request(
                    "GET",
                    "/r",
                    "Connection: X-One,, TE",
                    "Connection: x-two",
                    "X-One: 1",
                    "X-Two: 2",
                    "TE: gzip, Trailers",
                    "Via: 1.0 first",
                    "Keep-Alive: 5",
                    "Proxy-Connection: close",
                    "Proxy: evil",
                    "Expect: something",
                    "Upgrade: h2c",
                    "Proxy-Authorization: p",
                    "X-Forwarded-For: 1.1.1.1",
                    "X-Forwarded-For: 2.2.2.2",
                    "X-Forwarded-Prefix: /evil",
                    "X-Real-IP: 9.9.9.9",
                    "X-Kong-Request-Id: mine",
                    "X-Keep: 3"))));
  }

  @Test
  void preservedHostIsTheClientsAsSent() {
    String head =
        sent(
            "'preserve_host':true",
            "GET /r HTTP/1.1\r\nHost: A.test:99\r\nConnection: close\r\n\r\n");
    assertEquals(
        "Host: A.test:99", head.lines().filter(l -> l.startsWith("Host")).findFirst().get());
  }

  @Test
  void emptyBodyIsToldOfOnlyWhereTheClientDidSo() {
    assertEquals(
        "Content-Length: 0",
        sent("", RawClient.request("POST", "/r", "Content-Length: 0"))
            .lines()
            .filter(l -> l.startsWith("Content"))
            .findFirst()
            .orElse(""));
  }

  @Test
  void headersUpstreamOffLeavesTheClientsRequestId() {
    restart(Map.of("headers_upstream", "off"));
    String head = sent("", RawClient.request("GET", "/r", "X-Kong-Request-Id: mine"));
    assertEquals(
        List.of("X-Kong-Request-Id: mine"),
        head.lines().filter(l -> l.startsWith("X-Kong")).toList());
  }

  @Test
  void whatTrustedPeerSendsBlankGoesUpAsNoneAtAll() {
    restart(Map.of("trusted_ips", "127.0.0.1"));
    String head =
        sent(
            "",
            RawClient.request(
                "GET",
                "/r",
                "X-Forwarded-Proto:",
                "X-Forwarded-Host:",
                "X-Forwarded-Port:",
                "X-Forwarded-Path:",
                "X-Forwarded-Prefix:"));
    assertEquals(
        List.of("X-Forwarded-For: 127.0.0.1"),
        head.lines().filter(l -> l.startsWith("X-Forwarded")).toList());
  }

  @Test
  void trustedPeerMayTellWhereTheRequestCameFrom() {
    restart(
        Map.of(
            "trusted_ips", "127.0.0.1,172.16.0.1,192.168.0.1",
            "real_ip_header", "X-Forwarded-For",
            "real_ip_recursive", "on"));
    assertEquals(
        List.of(
            "X-Forwarded-For: 10.0.0.1, 127.0.0.2, 10.0.0.1, 192.168.0.1, 172.16.0.1, 127.0.0.1",
            "X-Forwarded-Proto: https",
            "X-Forwarded-Host: c.test",
            "X-Forwarded-Port: abc",
            "X-Forwarded-Path: /p",
            "X-Forwarded-Prefix: /pre",
            "X-Real-IP: 10.0.0.1"),
        sent(
                "",
                RawClient.request(
                    "GET",
                    "/r",
                    "X-Forwarded-For: 10.0.0.1, 127.0.0.2, 10.0.0.1, 192.168.0.1, 172.16.0.1",
                    "X-Forwarded-Proto: https",
                    "X-Forwarded-Host: c.test",
                    "X-Forwarded-Port: abc",
                    "X-Forwarded-Path: /p",
                    "X-Forwarded-Prefix: /pre"))
            .lines()
            .filter(l -> l.startsWith("X-Forwarded") || l.startsWith("X-Real"))
            .toList());
  }

  @Test
  void portMapsNameThePortThatClientsSee() {
    int port = RawUpstream.deadPort();
    restart(Map.of("proxy_listen", "127.0.0.1:" + port, "port_maps", "80:" + port));
    assertEquals(
        "X-Forwarded-Port: 80",
        sent("", RawClient.request("GET", "/r"))
            .lines()
            .filter(l -> l.startsWith("X-Forwarded-Port"))
            .findFirst()
            .orElse(""));
  }
}
