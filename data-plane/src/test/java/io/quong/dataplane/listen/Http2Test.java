package io.quong.dataplane.listen;

import static io.quong.dataplane.listen.Http2Client.fields;
import static io.quong.dataplane.listen.OpenListeners.listen;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.handler.codec.http2.Http2Headers;
import io.quong.dataplane.http.ClientTimeouts;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP/2 on sockets, with a client that sends what it is told to. */
class Http2Test {
  private static OpenListeners open;
  private static Http2Client client;

  @BeforeAll
  static void start() throws Exception {
    open = new OpenListeners(ClientTimeouts.DEFAULT, listen("http2"), listen("ssl", "http2"));
    client = new Http2Client(open.address(0));
  }

  @AfterAll
  static void stop() throws Exception {
    client.close();
    open.close();
  }

  private static Http2Headers request(String... more) {
    Http2Headers fields =
        fields(":method", "POST", ":scheme", "http", ":path", "/x?y", ":authority", "a.test:80");
    for (int i = 0; i < more.length; i += 2) {
      fields.add(more[i], more[i + 1]);
    }
    return fields;
  }

  private static String answer(String host, String framing, String cookie, String body) {
    return "200 x-method=POST /x?y x-host="
        + host
        + " x-version=HTTP_2 x-framing="
        + framing
        + " x-cookie="
        + cookie
        + " x-client= x-tls= content-length="
        + body.length()
        + (body.isEmpty() ? "" : " " + body);
  }

  @Test
  void requestWithoutBodyIsAnswered() {
    assertEquals(answer("a.test:80", "NONE", "[]", ""), client.send(request()).join());
  }

  @Test
  void bodyOfUnknownAndOfKnownLengthComesThrough() {
    assertEquals(
        answer("a.test:80", "CHUNKED", "[]", "hello world"),
        client.send(request(), "hello", " ", "world").join());
    assertEquals(
        answer("a.test:80", "LENGTH", "[]", "hello"),
        client.send(request("content-length", "5"), "hel", "lo").join());
  }

  @Test
  void cookieCrumbsAreJoined() {
    assertEquals(
        answer("a.test:80", "NONE", "[a=1; b=2; c=3]", ""),
        client.send(request("cookie", "a=1; b=2", "x", "y", "cookie", "c=3")).join());
  }

  @Test
  void hostAloneIsEnough() {
    Http2Headers fields =
        fields(":method", "POST", ":scheme", "http", ":path", "/x?y", "host", "b.test");
    assertEquals(answer("b.test", "NONE", "[]", ""), client.send(fields).join());
    assertEquals(
        answer("a.test:80", "NONE", "[]", ""), client.send(request("host", "a.test:80")).join());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "host b.test",
        "X-Upper 1",
        "x y 1",
        "x: 1",
        "x a\rb",
        "x a\nb",
        "x a\u0000b",
        ":path /again",
        ":unknown x",
        "transfer-encoding chunked",
        "authorization b"
      })
  void badFieldsAreA400(String field) {
    int blank = field.lastIndexOf(' ');
    Http2Headers fields = request("authorization", "a");
    fields.add(field.substring(0, blank), field.substring(blank + 1));
    assertEquals("400 content-length=11 Bad request", client.send(fields).join());
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "", "*", "/a b", "/../x", "/%zz", "http://a/x", "/a\u0001"})
  void badPathsAreA400(String path) {
    Http2Headers fields = fields(":method", "GET", ":scheme", "http", ":path", path, "host", "a");
    assertEquals("400 content-length=11 Bad request", client.send(fields).join());
  }

  @Test
  void missingFieldsAreA400() {
    for (String missing : List.of(":method", ":scheme", ":path", ":authority")) {
      Http2Headers fields = request();
      fields.remove(missing);
      assertEquals("400 content-length=11 Bad request", client.send(fields).join(), missing);
    }
  }

  @Test
  void traceIsA405() {
    Http2Headers fields = request().method("TRACE");
    assertEquals("405 content-length=18 Method not allowed", client.send(fields).join());
  }

  @Test
  void bodyThatDiffersFromItsLengthIsA400() {
    String bad = "400 content-length=11 Bad request";
    assertEquals(bad, client.send(request("content-length", "5"), "hel").join());
    assertEquals(bad, client.send(request("content-length", "2"), "hel", "lo").join());
    assertEquals(bad, client.send(request("content-length", "5")).join());
    assertEquals(bad, client.send(request("content-length", "x"), "hel").join());
  }

  @Test
  void oddNamesAreDroppedAndFieldsOfConnectionsToo() {
    Http2Headers fields =
        request("x@y", "1", "connection", "close", "keep-alive", "x", "upgrade", "websocket");
    assertEquals(answer("a.test:80", "NONE", "[]", ""), client.send(fields).join());
  }

  @Test
  void manyStreamsAtOnceAreAnswered() {
    List<CompletableFuture<String>> answers = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      answers.add(client.send(request(), "part", String.valueOf(i)));
    }
    for (int i = 0; i < 100; i++) {
      assertEquals(answer("a.test:80", "CHUNKED", "[]", "part" + i), answers.get(i).join());
    }
  }

  @Test
  void largeBodiesGoBothWaysOverTls() throws Exception {
    HttpClient browser = HttpClient.newBuilder().sslContext(RawClient.trustingAll()).build();
    byte[] body = new byte[3_000_000];
    java.util.Arrays.fill(body, (byte) 'x');
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("https://localhost:" + open.address(1).getPort() + "/x"))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    HttpResponse<byte[]> response = browser.send(request, HttpResponse.BodyHandlers.ofByteArray());
    assertEquals(HttpClient.Version.HTTP_2, response.version());
    assertEquals("localhostTLSv1.3", response.headers().firstValue("x-tls").orElse(""));
    assertEquals(body.length, response.body().length);
  }

  @Test
  void http1StillWorksWherePrefacesAreLookedFor() throws Exception {
    try (RawClient raw = RawClient.plain(open.address(0))) {
      raw.send("P");
      String answer = raw.send("OST /x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").readAll();
      assertTrue(answer.startsWith("HTTP/1.1 200 OK\r\nX-Method: POST /x\r\n"), answer);
    }
  }

  @Test
  void gracefulCloseLetsStreamsEnd() throws Exception {
    try (OpenListeners closing = new OpenListeners(ClientTimeouts.DEFAULT, listen("http2"));
        Http2Client busy = new Http2Client(closing.address(0))) {
      assertEquals(answer("a.test:80", "NONE", "[]", ""), busy.send(request()).join());
      CompletableFuture<Void> closed = closing.listeners.close(Duration.ofSeconds(20));
      closed.get(5, TimeUnit.SECONDS);
      busy.connection.closeFuture().get(5, TimeUnit.SECONDS);
    }
  }

  @Test
  void idleConnectionIsClosed() throws Exception {
    try (OpenListeners shortly = new OpenListeners(OpenListeners.SHORT, listen("http2"));
        Http2Client idle = new Http2Client(shortly.address(0))) {
      assertEquals(answer("a.test:80", "NONE", "[]", ""), idle.send(request()).join());
      idle.connection.closeFuture().get(5, TimeUnit.SECONDS);
    }
  }
}
