package io.quong.dataplane.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Request bodies: held, kept on disk, streamed; who waits for whom. */
class BodiesTest {
  @TempDir static Path prefix;
  private ProxyNode node = new ProxyNode(Map.of("prefix", prefix.toString()), List.of());
  private RawUpstream upstream = RawUpstream.answering(RawUpstream.ok("got"));

  @AfterEach
  void close() {
    node.close();
    upstream.close();
  }

  private void route(String more) {
    node.service("s", "127.0.0.1", upstream.port(), "").route("r", "s", "/r", more).apply();
  }

  private String ask(String request) {
    return RawClient.ask(node.port(), request);
  }

  private static String chunked(String... chunks) {
    StringBuilder body = new StringBuilder();
    for (String chunk : chunks) {
      body.append(Integer.toHexString(chunk.length())).append("\r\n").append(chunk).append("\r\n");
    }
    return "POST /r HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
        + body
        + "0\r\nX-Trailer: 1\r\n\r\n";
  }

  @Test
  void chunkedBodyGoesUpWithItsLength() {
    route("");
    assertTrue(ask(chunked("hello ", "world")).endsWith("\r\n\r\ngot"));
    assertTrue(upstream.request().contains("\r\nContent-Length: 11\r\n"));
    assertTrue(upstream.request().endsWith("\r\n\r\nhello world"));
  }

  @Test
  void largeBodyIsKeptOnDiskAndGoesUpWhole() {
    route("");
    String large = "0123456789abcdef".repeat(20_000);
    assertTrue(ask(chunked(large, large)).endsWith("\r\n\r\ngot"));
    assertTrue(upstream.request().contains("\r\nContent-Length: 640000\r\n"));
    assertTrue(upstream.request().endsWith("\r\n\r\n" + large + large));
    File[] left = prefix.resolve("client_body_temp").toFile().listFiles();
    assertEquals(0, left == null ? -1 : left.length, "files without a name");
  }

  @Test
  void largeBodyIsSentAgainFromDisk() {
    upstream.close();
    upstream =
        new RawUpstream(
            connection -> {
              if (connection.request() != null && upstream.requests.size() > 1) {
                connection.write(RawUpstream.ok("got"));
              }
            });
    route("");
    String large = "x".repeat(300_000);
    String answer =
        ask(
            "PUT /r HTTP/1.1\r\nHost: a\r\nContent-Length: 300000\r\nConnection: close\r\n\r\n"
                + large);
    assertTrue(answer.endsWith("\r\n\r\ngot"), answer);
    assertEquals(2, upstream.requests.size());
    assertEquals(
        List.of(true, true), upstream.requests.stream().map(r -> r.endsWith(large)).toList());
  }

  @Test
  void withoutBufferingPiecesGoUpAsTheyCome() {
    upstream.close();
    upstream =
        new RawUpstream(
            connection -> {
              connection.head();
              StringBuilder seen = new StringBuilder();
              while (!seen.toString().endsWith("2\r\nhi\r\n")) {
                seen.append((char) connection.read());
              }
              upstream.requests.add(seen.toString());
              connection.request();
              connection.write(RawUpstream.ok("got"));
            });
    route("'request_buffering':false");
    try (RawClient client = new RawClient(node.port())) {
      client.send(
          "POST /r HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n");
      client.send("2\r\nhi\r\n");
      Until.holds(() -> !upstream.requests.isEmpty());
      assertEquals("2\r\nhi\r\n", upstream.request());
      client.send("0\r\n\r\n");
    }
  }

  @Test
  void continueIsSaidByTheGatewayAndNotPassedOn() {
    route("");
    try (RawClient client = new RawClient(node.port())) {
      client.send(
          "POST /r HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\nConnection:"
              + " close\r\n\r\n");
      assertEquals("HTTP/1.1 100 Continue\r\n\r\n", client.until("\r\n\r\n"));
      client.send("hi");
      assertTrue(client.rest().endsWith("\r\n\r\ngot"));
    }
    assertTrue(!upstream.request().contains("Expect"));
  }

  @Test
  void nothingIsContinuedWhenThereIsNoRoute() {
    try (RawClient client = new RawClient(node.port())) {
      client.send(
          "POST /x HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
      assertEquals("HTTP/1.1 404 Not Found\r\n", client.until("\r\n"));
    }
  }

  @Test
  void tooLargeABodyIs413() {
    node.close();
    node = new ProxyNode(Map.of("nginx_http_client_max_body_size", "1k"), List.of());
    route("");
    String announced =
        ask("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 2000\r\nExpect: 100-continue\r\n\r\n");
    assertEquals("HTTP/1.1 413 Request Entity Too Large", announced.substring(0, 37));
    String found = ask(chunked("x".repeat(2000)));
    assertEquals("HTTP/1.1 413 Request Entity Too Large", found.substring(0, 37));
    assertTrue(found.contains("\nrequest_id: "), found);
    assertEquals(List.of(), upstream.requests);
  }

  @Test
  void clientThatGoesAwayEndsTheUpstreamsConnectionAtOnce() {
    upstream.close();
    upstream =
        new RawUpstream(
            connection -> {
              connection.request();
              connection.awaitEnd();
            });
    route("");
    RawClient client = new RawClient(node.port());
    client.send("GET /r HTTP/1.1\r\nHost: a\r\n\r\n");
    Until.holds(() -> upstream.requests.size() == 1);
    client.close();
    Until.holds(() -> upstream.ended.get() == 1);
  }

  @Test
  void slowClientHoldsTheUpstreamBack() throws IOException {
    upstream.close();
    long[] written = new long[1];
    upstream =
        new RawUpstream(
            connection -> {
              connection.request();
              connection.write("HTTP/1.1 200 OK\r\n\r\n");
              String piece = "x".repeat(64 * 1024);
              for (int i = 0; i < 4096; i++) {
                connection.write(piece);
                written[0] += piece.length();
              }
            });
    route("");
    try (RawClient client = new RawClient(node.port())) {
      client.send("GET /r HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
      client.until("\r\n\r\n");
      // 256 MiB are on offer; what sockets and the gateway hold is far less, and stops growing.
      long before = -1;
      while (before != written[0]) {
        before = written[0];
        client.socket().setSoTimeout(200);
        Until.holds(new Quiet(written));
      }
      assertTrue(written[0] < 64L * 1024 * 1024, written[0] + " bytes");
    }
  }

  /** Holds when a number has not changed for half a second. */
  private static final class Quiet implements java.util.function.BooleanSupplier {
    private final long[] number;
    private long last = -1;
    private long since;

    Quiet(long[] number) {
      this.number = number;
    }

    @Override
    public boolean getAsBoolean() {
      long now = System.nanoTime();
      if (number[0] != last) {
        last = number[0];
        since = now;
      }
      return now - since > 500_000_000L;
    }
  }

  @Test
  void pipelinedRequestsAreAnsweredInOrder() {
    upstream.close();
    upstream =
        new RawUpstream(
            connection -> {
              for (String r = connection.request(); r != null; r = connection.request()) {
                connection.write(RawUpstream.ok(r.substring(4, 6)));
              }
            });
    route("'strip_path':false");
    String answers =
        ask(
            "GET /r1 HTTP/1.1\r\nHost: a\r\n\r\nGET /r2 HTTP/1.1\r\nHost: a\r\n\r\nGET"
                + " /r3 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    assertEquals(3, answers.split("HTTP/1.1 200 OK", -1).length - 1);
  }

  @Test
  void webSocketIsATunnelBothWays() {
    upstream.close();
    upstream =
        new RawUpstream(
            connection -> {
              connection.request();
              connection.write(
                  "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade"
                      + "\r\nUpgrade: websocket\r\n\r\nearly");
              for (int b = connection.read(); b != 'q'; b = connection.read()) {
                connection.write(String.valueOf((char) (b + 1)));
              }
            });
    route("");
    try (RawClient client = new RawClient(node.port())) {
      client.send("GET /r HTTP/1.1\r\nHost: a\r\nUpgrade: WebSocket\r\n\r\nab");
      String head = RawClient.masked(client.until("\r\n\r\n"));
      assertEquals(
          "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nX-Kong-Upstream-Latency: *"
              + "\r\nX-Kong-Proxy-Latency: *\r\nVia: 1.1 quong/1.0\r\nServer: quong/1.0"
              + "\r\nX-Kong-Request-Id: *id*\r\nConnection: upgrade\r\n\r\n",
          head);
      assertEquals("earlybc", client.until("bc"));
      client.send("xq");
      assertEquals("y", client.rest());
    }
    assertTrue(
        upstream
            .request()
            .contains("\r\nUpgrade: websocket\r\nConnection: keep-alive, Upgrade\r\n"));
  }
}
