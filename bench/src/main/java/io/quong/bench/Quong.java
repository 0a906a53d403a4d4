package io.quong.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * An installation of this source tree on the ports 38000 (proxy), 38443 (TLS), 38001 and 38007,
 * with one event loop, which fits one worker of a peer.
 */
final class Quong implements AutoCloseable {
  static final int PROXY = 38000;
  static final int PROXY_TLS = 38443;

  private static final String SERVICE = "00000000-0000-4000-8000-000000000001";
  private static final int BATCH = 2_000;
  private static final int LOOK_MILLIS = 2;
  private static final long START_SECONDS = 120;

  private final Map<String, String> environment = new HashMap<>();
  private final Path prefix;
  private final AdminClient admin = new AdminClient("http://127.0.0.1:38001");
  private String url;
  private int filled;

  Quong(Path folder) {
    prefix = folder.resolve("quong");
    environment.put("KONG_PREFIX", prefix.toString());
    environment.put(
        "KONG_PROXY_LISTEN",
        "127.0.0.1:%d reuseport backlog=16384, 127.0.0.1:%d ssl reuseport backlog=16384"
            .formatted(PROXY, PROXY_TLS));
    environment.put("KONG_ADMIN_LISTEN", "127.0.0.1:38001");
    environment.put("KONG_STATUS_LISTEN", "127.0.0.1:38007");
    environment.put("KONG_NGINX_HTTP_CLIENT_MAX_BODY_SIZE", "0");
    environment.put("QUONG_EVENT_LOOPS", "1");
  }

  Quong start() throws IOException, InterruptedException {
    quong("start");
    return this;
  }

  /** Makes the service of all routes. */
  void serve(String upstream) throws IOException, InterruptedException {
    url = upstream;
    admin.live(
        admin.send(
            "PUT", "/services/" + SERVICE, "{\"name\":\"bench\",\"url\":\"" + upstream + "\"}"));
  }

  AdminClient admin() {
    return admin;
  }

  Path prefix() {
    return prefix;
  }

  ProcessFigures node() throws IOException {
    JsonNode file = new ObjectMapper().readTree(prefix.resolve("run/data-plane.json").toFile());
    return new ProcessFigures(file.path("pid").asLong());
  }

  /** Whether there is a native node to start. */
  static boolean hasNative() {
    return Files.exists(Path.of("data-plane/target/quong-data-plane-runner"));
  }

  /** The node anew, as the launcher starts it. */
  void restartNode(boolean asNative) throws IOException, InterruptedException {
    quong("stop", "data-plane");
    quong(
        asNative
            ? new String[] {"start", "data-plane", "--native"}
            : new String[] {"start", "data-plane"});
  }

  /** How a cold start went. */
  record Started(double seconds, ProcessFigures node) {}

  /**
   * Stops the node and starts the same command line without the launcher.
   *
   * @param path asked until it gives a 200
   * @param forget whether the node's own copy of the configuration is removed first
   */
  Started startNode(String path, boolean forget) throws IOException, InterruptedException {
    long pid = node().pid();
    List<String> command =
        List.of(Files.readString(Path.of("/proc/" + pid + "/cmdline")).split("\0"));
    quong("stop", "data-plane");
    if (forget) {
      for (File file : list(prefix.resolve("config"))) {
        Files.delete(file.toPath());
      }
    }
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    builder.redirectOutput(prefix.resolve("logs/bench-node.log").toFile());
    long begin = System.nanoTime();
    Process process = builder.start();
    while (!answers(path)) {
      if (!process.isAlive()) {
        throw new IOException("the node ended; see " + prefix.resolve("logs/bench-node.log"));
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
    return new Started((System.nanoTime() - begin) / 1e9, new ProcessFigures(process.pid()));
  }

  private static File[] list(Path folder) {
    File[] files = folder.toFile().listFiles();
    return files == null ? new File[0] : files;
  }

  /** Whether the proxy answers a request with a 200. */
  static boolean answers(String path) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), PROXY)) {
      socket.setSoTimeout(10_000);
      String head = "GET " + path + " HTTP/1.1\r\nHost: bench.test\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      return Load.Answer.read(socket.getInputStream(), new byte[16 * 1024]).ok();
    } catch (IOException closed) {
      return false;
    }
  }

  /** The path of one of the many routes. */
  static String path(int route) {
    return "/many/group-" + route % 100 + "/route-" + route;
  }

  /** Makes routes until there are so many, and waits until the node has them. */
  void fill(int routes) throws IOException, InterruptedException {
    while (filled < routes) {
      int until = Math.min(routes, filled + BATCH);
      List<String> each = new ArrayList<>();
      for (int i = filled; i < until; i++) {
        each.add(
            "{\"name\":\"many-%d\",\"paths\":[\"%s\"],\"strip_path\":false}".formatted(i, path(i)));
      }
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:38001/quong/declarative"))
              .header("Content-Type", "application/json")
              .POST(
                  HttpRequest.BodyPublishers.ofString(
                      "{\"_format_version\":\"3.0\",\"services\":[{\"id\":\"%s\",\"name\":\"bench\",\"url\":\"%s\",\"routes\":[%s]}]}"
                          .formatted(SERVICE, url, String.join(",", each))))
              .build();
      HttpResponse<String> answer =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        String said = answer.body();
        throw new IOException("routes: " + said.substring(0, Math.min(500, said.length())));
      }
      filled = until;
    }
    for (int tries = 0; !answers(path(filled - 1)) && tries < 1000; tries++) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  private void quong(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(Path.of("quong").toAbsolutePath().toString()));
    command.addAll(List.of(arguments));
    Path output = Files.createTempFile("bench-quong-", ".out");
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    // By a file: the programs that a start leaves running would keep a pipe open.
    Process process = builder.redirectOutput(output.toFile()).start();
    boolean ended = process.waitFor(START_SECONDS, TimeUnit.SECONDS);
    String said = Files.readString(output);
    Files.delete(output);
    if (!ended || process.exitValue() != 0) {
      throw new IOException("quong " + String.join(" ", arguments) + ": " + said);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      quong("stop");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
