package io.quong.dataplane.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.dataplane.stream.StreamListeners;
import io.quong.plugin.Answer;
import io.quong.plugin.Exchange;
import io.quong.plugin.Phase;
import io.quong.plugin.Plugin;
import io.quong.plugin.Step;
import io.quong.settings.Keys;
import io.quong.settings.SettingsReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** TCP and UDP streams on real sockets. TLS: the recorded cases of the set {@code streams}. */
class StreamsTest {
  private final BlockingQueue<ObjectNode> entries = new LinkedBlockingQueue<>();
  private final Plugin watcher =
      new Plugin() {
        @Override
        public Step preread(Exchange exchange) {
          assertTrue(exchange.stream());
          return exchange.client().forwardedIp().equals("127.0.0.66")
              ? Step.respond(Answer.error(403, "no"))
              : Step.NEXT;
        }

        @Override
        public void log(Exchange exchange) {
          entries.add(exchange.logEntry());
        }
      };
  private final Path prefix = folder();
  private final ProxyNode node =
      new ProxyNode(
          Map.of(
              "trusted_ips",
              "127.0.0.1",
              "prefix",
              prefix.toString(),
              "stream_listen",
              "127.0.0.1:9000"),
          List.of(Scripted.of("watcher", 1, watcher, Phase.PREREAD, Phase.LOG)));
  private final StreamListeners streams =
      new StreamListeners(node.vertx.nettyEventLoopGroup(), node.path::streams, null, 5000);
  private ServerSocket upstream;

  @BeforeEach
  void open() throws Exception {
    streams.open(
        new SettingsReader(Map.of())
            .read(
                null,
                Map.of("stream_listen", "127.0.0.1:0, 127.0.0.1:0 proxy_protocol, 127.0.0.1:0 udp"))
            .get(Keys.STREAM_LISTEN));
    upstream = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread echo = new Thread(this::echo);
    echo.setDaemon(true);
    echo.start();
  }

  private void echo() {
    while (true) {
      try (Socket connection = upstream.accept()) {
        byte[] bytes = new byte[1 << 16];
        int count = connection.getInputStream().read(bytes);
        while (count > 0) {
          connection.getOutputStream().write(bytes, 0, count);
          count = connection.getInputStream().read(bytes);
        }
      } catch (IOException closed) {
        if (upstream.isClosed()) {
          return;
        }
      }
    }
  }

  @AfterEach
  void close() throws Exception {
    upstream.close();
    streams.close(Duration.ofMillis(1)).get(10, TimeUnit.SECONDS);
    node.close();
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("quong-streams");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void eachStreamIsALineOfTheAccessLogInKongsFormat() throws Exception {
    serve("tcp", 0, upstream.getLocalPort(), "");
    try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port(0))) {
      assertEquals("hello", exchange(client, "hello"));
    }
    Path file = prefix.resolve("logs/access.log");
    Until.holds(() -> Files.exists(file) && file.toFile().length() > 0);
    String line = Files.readString(file);
    assertTrue(line.matches("127\\.0\\.0\\.1 \\[[^]]+] TCP 200 5 5 \\d+\\.\\d{3}\n"), line);
  }

  private int port(int listener) {
    return URI.create(streams.urls().get(listener)).getPort();
  }

  private void serve(String protocol, int listener, int to, String more) {
    node.put(
            "services",
            "s",
            "{'name':'s','protocol':'%s','host':'127.0.0.1','port':%d,'enabled':true,'retries':1,%s"
                    .formatted(protocol, to, more)
                + "'connect_timeout':2000}")
        .put(
            "routes",
            "r",
            "{'name':'r','protocols':['%s'],'destinations':[{'port':%d}],'service':{'id':'%s'}}"
                .formatted(protocol, port(listener), ProxyNode.id("s")))
        .put(
            "plugins",
            "p",
            "{'name':'watcher','enabled':true,'protocols':['tcp','udp'],'config':{}}")
        .apply();
  }

  private static String exchange(Socket socket, String bytes) throws IOException {
    socket.setSoTimeout(10_000);
    socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
    InputStream in = socket.getInputStream();
    byte[] answer = in.readNBytes(bytes.length());
    return new String(answer, StandardCharsets.ISO_8859_1);
  }

  private ObjectNode entry() throws InterruptedException {
    return entries.poll(10, TimeUnit.SECONDS);
  }

  @Test
  void bytesGoBothWaysAndTheEndIsLogged() throws Exception {
    serve("tcp", 0, upstream.getLocalPort(), "");
    String large = "0123456789".repeat(100_000);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port(0))) {
      socket.setSoTimeout(10_000);
      Thread writer =
          new Thread(
              () -> {
                try {
                  socket.getOutputStream().write(large.getBytes(StandardCharsets.ISO_8859_1));
                } catch (IOException e) {
                  throw new IllegalStateException(e);
                }
              });
      writer.start();
      byte[] answer = socket.getInputStream().readNBytes(large.length());
      assertEquals(large, new String(answer, StandardCharsets.ISO_8859_1));
    }
    ObjectNode entry = entry();
    assertEquals(
        "{\"received\":1000000,\"sent\":1000000,\"status\":200,\"server_port\":" + port(0) + "}",
        entry.get("session").toString());
    assertEquals("{\"received\":1000000,\"sent\":1000000}", entry.get("upstream").toString());
    assertEquals(1, entry.get("tries").size());
  }

  @Test
  void aRefusalOfAPluginClosesAndIsLogged() throws Exception {
    serve("tcp", 0, upstream.getLocalPort(), "");
    try (Socket socket =
        new Socket(
            InetAddress.getLoopbackAddress(),
            port(0),
            InetAddress.getByAddress(new byte[] {127, 0, 0, 66}),
            0)) {
      socket.setSoTimeout(10_000);
      assertEquals(-1, socket.getInputStream().read());
    }
    ObjectNode entry = entry();
    assertEquals(500, entry.at("/session/status").intValue());
    assertEquals("[]", entry.get("tries").toString());
    assertEquals("{}", entry.get("upstream").toString());
  }

  @Test
  void aDeadUpstreamIsTriedAsOftenAsRetriesSays() throws Exception {
    int dead;
    try (ServerSocket free = new ServerSocket(0)) {
      dead = free.getLocalPort();
    }
    serve("tcp", 0, dead, "");
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port(0))) {
      socket.setSoTimeout(10_000);
      assertEquals(-1, socket.getInputStream().read());
    }
    ObjectNode entry = entry();
    assertEquals(502, entry.at("/session/status").intValue());
    assertEquals(2, entry.get("tries").size());
    assertEquals("{\"received\":\"0, 0\",\"sent\":\"0, 0\"}", entry.get("upstream").toString());
  }

  @Test
  void aSilentStreamIsClosedAfterReadTimeout() throws Exception {
    serve("tcp", 0, upstream.getLocalPort(), "'read_timeout':200,");
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port(0))) {
      assertEquals("x", exchange(socket, "x"));
      assertEquals(-1, socket.getInputStream().read());
    }
    assertEquals(200, entry().at("/session/status").intValue());
  }

  @Test
  void aTrustedPeersProxyHeaderNamesTheClient() throws Exception {
    serve("tcp", 1, upstream.getLocalPort(), "");
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port(1))) {
      socket
          .getOutputStream()
          .write("PROXY TCP4 10.1.2.3 127.0.0.1 5000 80\r\n".getBytes(StandardCharsets.US_ASCII));
      assertEquals("hello", exchange(socket, "hello"));
    }
    assertEquals("10.1.2.3", entry().get("client_ip").textValue());
  }

  @Test
  void withoutARouteTheConnectionIsClosedAndGlobalPluginsLogIt() throws Exception {
    serve("tcp", 1, upstream.getLocalPort(), "");
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port(0))) {
      socket.setSoTimeout(10_000);
      assertEquals(-1, socket.getInputStream().read());
    }
    ObjectNode entry = entry();
    assertEquals(500, entry.at("/session/status").intValue());
    assertEquals(false, entry.has("route"));
    assertEquals(false, entry.has("tries"));
  }

  @Test
  void datagramsOfOneClientGoToOneUpstreamUntilBothAreSilent() throws Exception {
    try (DatagramSocket server = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        DatagramSocket client = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      serve("udp", 2, server.getLocalPort(), "'read_timeout':300,");
      client.setSoTimeout(10_000);
      server.setSoTimeout(10_000);
      byte[] large = new byte[20_000];
      large[19_999] = 7;
      InetAddress gateway = InetAddress.getLoopbackAddress();
      client.send(new DatagramPacket(large, large.length, gateway, port(2)));
      client.send(new DatagramPacket(large, 3, gateway, port(2)));
      DatagramPacket first = new DatagramPacket(new byte[65_535], 65_535);
      server.receive(first);
      assertEquals(20_000, first.getLength());
      DatagramPacket second = new DatagramPacket(new byte[65_535], 65_535);
      server.receive(second);
      assertEquals(first.getSocketAddress(), second.getSocketAddress());
      server.send(new DatagramPacket(new byte[] {1, 2}, 2, first.getSocketAddress()));
      DatagramPacket answer = new DatagramPacket(new byte[10], 10);
      client.receive(answer);
      assertEquals(2, answer.getLength());
      assertEquals(port(2), answer.getPort());
    }
    ObjectNode entry = entry();
    assertEquals("{\"received\":2,\"sent\":20003}", entry.get("upstream").toString());
  }
}
