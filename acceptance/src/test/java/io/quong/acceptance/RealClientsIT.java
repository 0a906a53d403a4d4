package io.quong.acceptance;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.restassured.http.ContentType;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Programs that others wrote on both sides of the gateway. Those that a machine does not have are
 * skipped, and said so.
 */
class RealClientsIT {
  /** Requests of the burst. */
  private static final String BURST = System.getProperty("quong.burst", "5000");

  private static final int MESSAGES = 10_000;
  private static final int LARGEST = 60_000;

  @TempDir static Path folder;
  private static Installation quong;
  private static EchoUpstream echo;

  @BeforeAll
  static void start() throws IOException {
    echo = new EchoUpstream();
    quong = new Installation(folder).start();
    route("echo", echo.port());
  }

  @AfterAll
  static void stop() {
    quong.close();
    echo.close();
  }

  private static void route(String name, int port) {
    put("/services/" + name, "{\"url\":\"http://127.0.0.1:" + port + "\"}");
    String version =
        put("/services/" + name + "/routes/" + name, "{\"paths\":[\"/" + name + "\"]}");
    given().get(quong.admin() + "/quong/nodes?wait=30&version=" + version).then().statusCode(200);
  }

  private static String put(String path, String body) {
    return given()
        .contentType(ContentType.JSON)
        .body(body)
        .put(quong.admin() + path)
        .then()
        .statusCode(200)
        .extract()
        .header("X-Quong-Config-Version");
  }

  /** The path of a program; the test is skipped when there is none. */
  private static String program(String name) {
    String found =
        Stream.concat(
                Stream.of(System.getenv("PATH").split(":", -1)), Stream.of("/usr/sbin", "/sbin"))
            .map(directory -> Path.of(directory, name))
            .filter(Files::isExecutable)
            .map(Path::toString)
            .findFirst()
            .orElse(null);
    if (found == null) {
      System.err.println("SKIPPED: this machine has no " + name);
    }
    assumeTrue(found != null, "no " + name);
    return found;
  }

  private static String run(String... command) throws IOException, InterruptedException {
    Path output = Files.createTempFile(folder, "run", ".out");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(List.of(command) + " did not end: " + Files.readString(output));
    }
    return Files.readString(output);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--http1.0", "--http1.1", "--http2", "--http2-prior-knowledge"})
  void curlIsAnswered(String version) throws Exception {
    String curl = program("curl");
    for (String url : List.of(quong.proxy(), quong.proxySsl())) {
      boolean known = version.endsWith("knowledge");
      String answered =
          run(curl, "-sk", version, "-w", "%{http_version} %{http_code}", url + "/echo");
      assertTrue(answered.endsWith(" 200"), answered);
      boolean two = known || (version.equals("--http2") && url.startsWith("https"));
      assertEquals(two, answered.contains("2 200"), answered);
    }
  }

  @Test
  void curlUploadsAreTakenWhole() throws Exception {
    Path large = folder.resolve("large");
    Files.write(large, new byte[5_000_000]);
    for (String version : List.of("--http1.1", "--http2")) {
      String answered =
          run(
              program("curl"),
              "-sk",
              version,
              "-o",
              "/dev/null",
              "-w",
              "%{http_code} %{size_upload}",
              "--data-binary",
              "@" + large,
              quong.proxySsl() + "/echo");
      assertEquals("200 5000000", answered);
    }
  }

  @Test
  void burstOfAHundredStreamsOnTenConnectionsIsAnsweredWhole() throws Exception {
    String h2load = program("h2load");
    String told = run(h2load, "-n", BURST, "-c", "10", "-m", "100", quong.proxySsl() + "/echo");
    assertTrue(
        told.contains("%1$s total, %1$s started, %1$s done, %1$s succeeded".formatted(BURST)),
        told);
    assertTrue(told.contains(BURST + " 2xx"), told);
  }

  @Test
  void nginxIsAnUpstream() throws Exception {
    int port = Ports.free(1)[0];
    Path configuration = folder.resolve("nginx.conf");
    Files.writeString(
        configuration,
        """
        daemon off; pid %1$s/nginx.pid; error_log %1$s/nginx.log;
        events {}
        http {
          access_log off;
          client_body_temp_path %1$s/b; proxy_temp_path %1$s/p; fastcgi_temp_path %1$s/f;
          uwsgi_temp_path %1$s/u; scgi_temp_path %1$s/s;
          server { listen 127.0.0.1:%2$d; keepalive_requests 7;
            location / { return 200 "nginx $request_method $request_uri $http_x_forwarded_host"; } }
        }
        """
            .formatted(folder, port));
    upstream("nginx", port, program("nginx"), "-c", configuration.toString(), "-e", "stderr");
  }

  @Test
  void haproxyIsAnUpstream() throws Exception {
    int port = Ports.free(1)[0];
    Path configuration = folder.resolve("haproxy.cfg");
    Files.writeString(
        configuration,
        """
        defaults
          mode http
          timeout client 10s
          timeout connect 10s
          timeout server 10s
        frontend f
          bind 127.0.0.1:%d
          http-request return status 200 content-type text/plain lf-string "haproxy %%HM %%HU"
        """
            .formatted(port));
    upstream("haproxy", port, program("haproxy"), "-db", "-f", configuration.toString());
  }

  private static void upstream(String name, int port, String... command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(name + ".out").toFile())
            .start();
    try {
      Processes.await(() -> accepts(port), 20);
      route(name, port);
      for (int i = 0; i < 50; i++) {
        String told =
            given()
                .get(quong.proxy() + "/" + name + "/x?i=" + i)
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertTrue(told.startsWith(name + " GET /x?i=" + i), told);
      }
    } finally {
      process.destroy();
    }
  }

  private static boolean accepts(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  @Test
  void tenThousandWebSocketMessagesOfManySizesComeBack() throws Exception {
    Vertx vertx = Vertx.vertx();
    HttpServer server =
        vertx
            .createHttpServer(
                new io.vertx.core.http.HttpServerOptions()
                    .setMaxWebSocketFrameSize(2 * LARGEST)
                    .setMaxWebSocketMessageSize(2 * LARGEST))
            .webSocketHandler(
                socket -> socket.textMessageHandler(text -> socket.writeTextMessage(text)))
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS);
    try {
      route("ws", server.actualPort());
      Messages messages = new Messages();
      WebSocket socket =
          HttpClient.newHttpClient()
              .newWebSocketBuilder()
              .buildAsync(URI.create(quong.proxy().replace("http:", "ws:") + "/ws"), messages)
              .get(10, TimeUnit.SECONDS);
      for (int i = 0; i < MESSAGES; i++) {
        assertTrue(messages.window.tryAcquire(20, TimeUnit.SECONDS));
        socket.sendText(text(i), true).get(20, TimeUnit.SECONDS);
      }
      messages.all.get(60, TimeUnit.SECONDS);
      socket.sendClose(4_001, "done").get(10, TimeUnit.SECONDS);
      assertEquals("4001 done", messages.closed.get(10, TimeUnit.SECONDS));
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
  }

  /** Mostly short ones, as people send them, and now and then one that fills many packets. */
  private static String text(int i) {
    int size = i % 500 == 499 ? LARGEST : i * 37 % 1_500;
    return i + ":" + "x".repeat(size);
  }

  private static final class Messages implements WebSocket.Listener {
    /** So many may be on their way. */
    private final Semaphore window = new Semaphore(64);

    private final CompletableFuture<Void> all = new CompletableFuture<>();
    private final CompletableFuture<String> closed = new CompletableFuture<>();
    private final StringBuilder part = new StringBuilder();
    private int next;

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      part.append(data);
      if (last) {
        if (!part.toString().equals(text(next))) {
          all.completeExceptionally(new AssertionError("message " + next + " differs"));
        }
        part.setLength(0);
        window.release();
        if (++next == MESSAGES) {
          all.complete(null);
        }
      }
      socket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
      closed.complete(status + " " + reason);
      return null;
    }
  }
}
