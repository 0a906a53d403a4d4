package io.quong.dataplane.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.TextNode;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.netty.NegotiationType;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import io.quong.plugin.Phase;
import io.quong.plugin.Plugin;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a request, a tunnel, a stream or a handshake uses is changed or taken away in its middle:
 * what is in flight ends as it began, and what comes next sees the change.
 */
class ChangesInFlightTest {
  private static final Path KEYS = Path.of("..", "acceptance", "conformance", "keys");

  private static final String SWITCHING =
      "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n";

  private final ProxyNode node =
      new ProxyNode(
          Map.of("proxy_listen", "127.0.0.1:0 http2, 127.0.0.1:0 ssl http2"),
          List.of(Scripted.of("mark", 1, new Marking(), Phase.HEADER_FILTER, Phase.BODY_FILTER)));

  /** Opened when the configuration was changed. */
  private final CountDownLatch changed = new CountDownLatch(1);

  private AutoCloseable upstream = () -> {};

  private static final class Marking implements Plugin {}

  /** What is done to the configuration, and what a new request is answered with then. */
  private enum Change {
    TARGET_GONE("503"),
    TARGET_MOVED("502"),
    UPSTREAM_GONE("503"),
    ROUTE_GONE("404"),
    SERVICE_GONE("503"),
    PLUGIN_GONE("200"),
    ALL_GONE("404");

    private final String next;

    Change(String next) {
      this.next = next;
    }

    void apply(ProxyNode node) {
      switch (this) {
        case TARGET_GONE -> node.delete("targets", "t");
        case TARGET_MOVED -> target(node, RawUpstream.deadPort());
        case UPSTREAM_GONE -> node.delete("targets", "t").delete("upstreams", "u");
        case ROUTE_GONE -> node.delete("routes", "r");
        case SERVICE_GONE ->
            node.delete("services", "s").route("r", null, "/r", "'request_buffering':false");
        case PLUGIN_GONE -> node.delete("plugins", "mark");
        case ALL_GONE ->
            node.delete("plugins", "mark")
                .delete("routes", "r")
                .delete("services", "s")
                .delete("targets", "t")
                .delete("upstreams", "u");
      }
      node.apply();
    }
  }

  @AfterEach
  void close() throws Exception {
    upstream.close();
    node.close();
  }

  private static void target(ProxyNode node, int port) {
    node.put(
        "targets",
        "t",
        "{'target':'127.0.0.1:%d','weight':100,'upstream':{'id':'%s'}}"
            .formatted(port, ProxyNode.id("u")));
  }

  private void serve(String protocol, int port) {
    node.put("upstreams", "u", "{'name':'u.invalid'}");
    target(node, port);
    node.put(
            "services",
            "s",
            ("{'name':'s','protocol':'%s','host':'u.invalid','port':80,'enabled':true,"
                    + "'retries':0,'connect_timeout':9000,'write_timeout':60000,"
                    + "'read_timeout':60000}")
                .formatted(protocol))
        .plugin("mark", "{'word':''}", "");
    if (protocol.equals("http")) {
      node.route("r", "s", "/r", "'request_buffering':false");
    } else {
      node.put(
          "routes",
          "r",
          "{'name':'r','protocols':['grpc'],'paths':['/echo.'],'service':{'id':'%s'}}"
              .formatted(ProxyNode.id("s")));
    }
    node.apply();
  }

  private void change(Change change) {
    change.apply(node);
    changed.countDown();
  }

  private void behaving(RawUpstream.Behaviour behaviour) {
    RawUpstream made = new RawUpstream(behaviour);
    upstream = made;
    serve("http", made.port());
  }

  private void awaitChange() {
    try {
      assertTrue(changed.await(20, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The status that a request of its own gets now. */
  private String next() {
    return RawClient.ask(node.port(), RawClient.request("GET", "/r")).substring(9, 12);
  }

  @ParameterizedTest
  @EnumSource(Change.class)
  void responseUnderWayEndsWhole(Change change) {
    behaving(
        connection -> {
          while (connection.request() != null) {
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\nfirst ");
            awaitChange();
            connection.write("second");
          }
        });
    try (RawClient client = new RawClient(node.port())) {
      client.send(RawClient.request("GET", "/r"));
      client.until("first ");
      change(change);
      assertEquals("second", client.rest());
    }
    assertEquals(change.next, next());
  }

  @ParameterizedTest
  @EnumSource(Change.class)
  void requestUnderWayIsTakenWholeAndAnswered(Change change) {
    behaving(
        connection -> {
          for (String request = connection.request();
              request != null;
              request = connection.request()) {
            connection.write(RawUpstream.ok(request.substring(request.indexOf("\r\n\r\n") + 4)));
          }
        });
    try (RawClient client = new RawClient(node.port())) {
      client.send(
          "POST /r HTTP/1.1\r\nHost: a\r\nContent-Length: 11\r\nConnection: close\r\n\r\nfirst ");
      Until.holds(() -> ((RawUpstream) upstream).connections.get() == 1);
      change(change);
      client.send("later");
      assertTrue(client.rest().endsWith("\r\n\r\nfirst later"));
    }
    assertEquals(change.next, next());
  }

  @ParameterizedTest
  @EnumSource(Change.class)
  void tunnelGoesOn(Change change) {
    behaving(
        connection -> {
          String head = connection.request();
          if (!head.contains("Upgrade: websocket")) {
            connection.write(RawUpstream.ok(""));
            return;
          }
          connection.write(SWITCHING);
          for (int b = connection.read(); b != 'q'; b = connection.read()) {
            connection.write(String.valueOf((char) (b + 1)));
          }
        });
    try (RawClient client = new RawClient(node.port())) {
      client.send("GET /r HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\n\r\na");
      client.until("\r\n\r\nb");
      change(change);
      for (int i = 0; i < 20; i++) {
        client.send("c");
        client.until("d");
      }
      assertEquals(change.next, next());
      client.send("q");
      assertEquals("", client.rest());
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Change.class,
      names = {"TARGET_GONE", "UPSTREAM_GONE", "ROUTE_GONE", "PLUGIN_GONE", "ALL_GONE"})
  void grpcStreamGoesOnToItsTrailers(Change change) throws Exception {
    GrpcEcho echo = new GrpcEcho(false);
    upstream = echo;
    serve("grpc", echo.port());
    ManagedChannel channel =
        NettyChannelBuilder.forAddress("127.0.0.1", node.port())
            .negotiationType(NegotiationType.PLAINTEXT)
            .build();
    BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    CompletableFuture<Void> ended = new CompletableFuture<>();
    StreamObserver<String> talk =
        ClientCalls.asyncBidiStreamingCall(
            channel.newCall(GrpcEcho.BOTH, CallOptions.DEFAULT),
            new StreamObserver<>() {
              @Override
              public void onNext(String message) {
                answers.add(message);
              }

              @Override
              public void onError(Throwable failure) {
                ended.completeExceptionally(failure);
              }

              @Override
              public void onCompleted() {
                ended.complete(null);
              }
            });
    talk.onNext("a");
    assertEquals("echo a", answers.poll(20, TimeUnit.SECONDS));
    change(change);
    talk.onNext("b");
    assertEquals("echo b", answers.poll(20, TimeUnit.SECONDS));
    talk.onCompleted();
    ended.get(20, TimeUnit.SECONDS);
    channel.shutdownNow().awaitTermination(10, TimeUnit.SECONDS);
  }

  @Test
  void handshakeUnderWayEndsWithTheCertificateItBeganWith() throws Exception {
    behaving(
        connection -> {
          while (connection.request() != null) {
            connection.write(RawUpstream.ok("ok"));
          }
        });
    certificate("rsa-one");
    try (Held held = new Held(node.port(1));
        SSLSocket client = client(held.port(), "changed.test")) {
      CompletableFuture<Void> handshake =
          CompletableFuture.runAsync(
              () -> {
                try {
                  client.startHandshake();
                } catch (IOException e) {
                  throw new IllegalStateException(e);
                }
              });
      held.answered.await();
      certificate("ec-two");
      held.pass.countDown();
      handshake.get(20, TimeUnit.SECONDS);
      assertEquals("CN=one.test", subject(client));
      String request = "GET /r HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
      client.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String answer =
          new String(client.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      assertTrue(answer.startsWith("HTTP/1.1 200 OK\r\n"), answer);
    }
    try (SSLSocket later = client(node.port(1), "changed.test")) {
      later.startHandshake();
      assertEquals("CN=two.test", subject(later));
    }
  }

  private static String subject(SSLSocket socket) throws IOException {
    X509Certificate leaf = (X509Certificate) socket.getSession().getPeerCertificates()[0];
    return leaf.getSubjectX500Principal().getName();
  }

  /** Serves this pair for {@code changed.test}. */
  private void certificate(String pair) throws IOException {
    node.put(
            "certificates",
            "c",
            "{'cert':" + pem(pair + "-cert.pem") + ",'key':" + pem(pair + "-key.pem") + "}")
        .put(
            "snis", "n", "{'name':'changed.test','certificate':{'id':'" + ProxyNode.id("c") + "'}}")
        .apply();
  }

  private static String pem(String file) throws IOException {
    String text = Files.readString(KEYS.resolve(file), StandardCharsets.US_ASCII);
    return TextNode.valueOf(text).toString().replace('"', '\'');
  }

  private static SSLSocket client(int port, String serverName) throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new TlsUpstream.TakesAny()}, null);
    SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setServerNames(List.of(new javax.net.ssl.SNIHostName(serverName)));
    socket.setSSLParameters(parameters);
    return socket;
  }

  /** Passes bytes on, but holds back what the node says until it may. */
  private static final class Held implements AutoCloseable {
    final CountDownLatch answered = new CountDownLatch(1);
    final CountDownLatch pass = new CountDownLatch(1);
    private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final Socket node;

    Held(int port) throws IOException {
      node = new Socket(InetAddress.getLoopbackAddress(), port);
      Thread thread = new Thread(this::run, "held");
      thread.setDaemon(true);
      thread.start();
    }

    int port() {
      return server.getLocalPort();
    }

    private void run() {
      try (Socket client = server.accept()) {
        Thread up = new Thread(() -> copy(client, node, false), "held-up");
        up.setDaemon(true);
        up.start();
        copy(node, client, true);
      } catch (IOException closed) {
        pass.countDown();
      }
    }

    private void copy(Socket from, Socket to, boolean hold) {
      try {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        byte[] bytes = new byte[16_384];
        for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
          if (hold) {
            answered.countDown();
            pass.await();
          }
          out.write(bytes, 0, count);
        }
        to.shutdownOutput();
      } catch (IOException | InterruptedException closed) {
        pass.countDown();
      }
    }

    @Override
    public void close() throws IOException {
      server.close();
      node.close();
    }
  }
}
