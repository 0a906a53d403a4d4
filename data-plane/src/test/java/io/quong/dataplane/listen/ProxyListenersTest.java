package io.quong.dataplane.listen;

import static io.quong.dataplane.listen.OpenListeners.listen;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.nio.NioEventLoopGroup;
import io.quong.dataplane.http.ClientTimeouts;
import io.quong.settings.Listen;
import java.io.IOException;
import java.net.BindException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProxyListenersTest {
  private static final String GET = "GET /x HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final String LAST = "GET /x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

  private static OpenListeners open(Listen... listens) throws IOException {
    return new OpenListeners(ClientTimeouts.DEFAULT, listens);
  }

  @Test
  void plainRequestsAreAnsweredInOrderOnOneConnection() throws Exception {
    try (OpenListeners open = open(listen());
        RawClient client = RawClient.plain(open.address(0))) {
      String post = "POST /b HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello";
      String answers = client.send(GET + post + LAST).readAll();
      assertEquals(
          answer("GET /x", "NONE", "", "keep-alive")
              + answer("POST /b", "LENGTH", "hello", "keep-alive")
              + answer("GET /x", "NONE", "", "close"),
          answers);
    }
  }

  private static String answer(String method, String framing, String body, String connection) {
    return "HTTP/1.1 200 OK\r\nX-Method: "
        + method
        + "\r\nX-Host: a\r\nX-Version: HTTP_1_1\r\nX-Framing: "
        + framing
        + "\r\nX-Cookie: []\r\nX-Client: \r\nX-Tls: \r\nContent-Length: "
        + body.length()
        + "\r\nConnection: "
        + connection
        + "\r\n\r\n"
        + body;
  }

  @Test
  void chunksGoBothWays() throws Exception {
    try (OpenListeners open = open(listen());
        RawClient client = RawClient.plain(open.address(0))) {
      String post = "POST /chunked HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n";
      String body = "5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n";
      String answer = client.send(post + "Connection: close\r\n\r\n" + body).readAll();
      assertTrue(answer.contains("Transfer-Encoding: chunked\r\nConnection: close\r\n"), answer);
      assertTrue(answer.endsWith("\r\n\r\nb\r\nhello world\r\n0\r\n\r\n"), answer);
    }
  }

  @Test
  void unreadBodyOfARefusedRequestDoesNotEatTheAnswer() throws Exception {
    try (OpenListeners open = open(listen());
        RawClient client = RawClient.plain(open.address(0))) {
      String post = "POST /x HTTP/1.1\r\nHost: a/b\r\nContent-Length: 5000000\r\n\r\n";
      String answer = client.send(post + "x".repeat(500_000)).readAll();
      assertTrue(answer.endsWith("Connection: close\r\n\r\nBad request"), answer);
    }
  }

  @Test
  void proxyHeaderNamesTheClient() throws Exception {
    try (OpenListeners open = open(listen("proxy_protocol"))) {
      try (RawClient client = RawClient.plain(open.address(0))) {
        String answer = client.send("PROXY TCP4 10.1.2.3 10.0.0.1 4711 80\r\n" + LAST).readAll();
        assertTrue(answer.contains("X-Client: /10.1.2.3:4711\r\n"), answer);
      }
      try (RawClient client = RawClient.plain(open.address(0))) {
        String answer = client.send("PROXY UNKNOWN\r\n" + LAST).readAll();
        assertTrue(answer.contains("X-Client: \r\n"), answer);
      }
      try (RawClient client = RawClient.plain(open.address(0))) {
        assertEquals("", client.send(LAST).readAll());
      }
    }
  }

  @Test
  void certificateIsChosenByServerName() throws Exception {
    try (OpenListeners open = open(listen("ssl", "http2", "reuseport"))) {
      try (RawClient client = RawClient.tls(open.address(0), "ONE.test")) {
        assertEquals("CN=one.test", client.subject());
        String answer = client.send(LAST).readAll();
        assertTrue(answer.contains("X-Tls: one.testTLSv1.3\r\n"), answer);
      }
      try (RawClient client = RawClient.tls(open.address(0), "other.test")) {
        assertEquals("CN=two.test", client.subject());
      }
      try (RawClient client = RawClient.tls(open.address(0), null)) {
        assertEquals("CN=two.test", client.subject());
      }
    }
  }

  @Test
  void http2IsOfferedFirst() throws Exception {
    try (OpenListeners open = open(listen("ssl", "http2"))) {
      try (RawClient client = RawClient.tls(open.address(0), "a.test", "http/1.1", "h2")) {
        assertEquals("h2", client.tlsSocket().getApplicationProtocol());
      }
      try (RawClient client = RawClient.tls(open.address(0), "a.test", "http/1.1")) {
        assertEquals("http/1.1", client.tlsSocket().getApplicationProtocol());
      }
    }
  }

  @Test
  void plainHttpOnTheTlsPortIsToldSo() throws Exception {
    try (OpenListeners open = open(listen("ssl", "http2"));
        RawClient client = RawClient.plain(open.address(0))) {
      String page =
          "<html>\r\n<head><title>400 The plain HTTP request was sent to HTTPS port</title></head>"
              + "\r\n<body>\r\n<center><h1>400 Bad Request</h1></center>\r\n<center>The plain HTTP"
              + " request was sent to HTTPS port</center>\r\n</body>\r\n</html>\r\n";
      assertEquals(
          "HTTP/1.1 400 Bad Request\r\nContent-Length: "
              + page.length()
              + "\r\nConnection: close\r\n\r\n"
              + page,
          client.send(GET).readAll());
    }
  }

  @Test
  void slowClientsAreClosedWithoutAnAnswer() throws Exception {
    try (OpenListeners open = new OpenListeners(OpenListeners.SHORT, listen(), listen("ssl"))) {
      for (String start :
          List.of("", "GET /x HT", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\n1")) {
        try (RawClient client = RawClient.plain(open.address(0))) {
          assertEquals("", client.send(start).readAll());
        }
      }
      try (RawClient client = RawClient.plain(open.address(1))) {
        assertEquals("", client.readAll());
      }
      try (RawClient client = RawClient.plain(open.address(0))) {
        assertTrue(client.send(GET).readAll().endsWith("Connection: keep-alive\r\n\r\n"));
      }
    }
  }

  @Test
  void connectionEndsAfterItsLastRequest() throws Exception {
    try (OpenListeners open = new OpenListeners(OpenListeners.SHORT, listen());
        RawClient client = RawClient.plain(open.address(0))) {
      String answers = client.send(GET + GET + GET + GET).readAll();
      assertEquals(4, answers.split("HTTP/1.1 200 OK", -1).length);
      assertTrue(answers.endsWith("Connection: close\r\n\r\n"), answers);
    }
  }

  @Test
  void gracefulCloseLetsARequestEndAndClosesIdleConnections() throws Exception {
    try (OpenListeners open = open(listen());
        RawClient idle = RawClient.plain(open.address(0));
        RawClient busy = RawClient.plain(open.address(0))) {
      idle.send(GET).readUntil("keep-alive\r\n\r\n");
      busy.send("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n");
      waitFor(() -> open.begun.get() == 2);
      CompletableFuture<Void> closed = open.listeners.close(Duration.ofSeconds(20));
      assertEquals("", idle.readAll());
      // The other event loop may hear of the end after it has read the body: no Connection: close
      // then.
      String answered = busy.send("hello").readAll();
      assertTrue(answered.endsWith("\r\n\r\nhello"), answered);
      closed.get(5, TimeUnit.SECONDS);
      assertThrows(IOException.class, () -> RawClient.plain(open.address(0)));
    }
  }

  @Test
  void graceEndsConnectionsThatDoNotEnd() throws Exception {
    try (OpenListeners open = open(listen());
        RawClient busy = RawClient.plain(open.address(0))) {
      busy.send("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n");
      waitFor(() -> open.listeners.connections() == 1);
      open.listeners.close(Duration.ofMillis(100)).get(5, TimeUnit.SECONDS);
      assertEquals(0, open.listeners.connections());
    }
  }

  @Test
  void takenPortIsRefusedAlsoWithReuseport() throws Exception {
    try (OpenListeners open = open(listen("reuseport"))) {
      int port = open.address(0).getPort();
      Listen same =
          new Listen("127.0.0.1", port, false, false, false, false, true, 0, null, List.of());
      BindException refused = assertThrows(BindException.class, () -> open(same));
      assertTrue(refused.getMessage().startsWith("could not listen on 127.0.0.1:" + port));
    }
  }

  @Test
  void loopsWithoutEpollAreRefused() {
    NioEventLoopGroup nio = new NioEventLoopGroup(1);
    IllegalStateException refused =
        assertThrows(IllegalStateException.class, () -> new ProxyListeners(nio, null));
    assertTrue(refused.getMessage().startsWith("the event loops do not use epoll"));
    nio.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }

  private static void waitFor(java.util.function.BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
    while (!condition.getAsBoolean() && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    assertTrue(condition.getAsBoolean());
  }
}
