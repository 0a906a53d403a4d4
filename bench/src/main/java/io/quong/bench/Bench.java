package io.quong.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Measures a running installation; {@code bench/run} starts it and a bare nginx beside it.
 *
 * <p>Arguments: what to measure (cpu, live, changes), the Admin API's address, the proxy's port,
 * the node's process, nginx's port and process (0 without one), this upstream's port.
 */
public final class Bench {
  private static final int CONNECTIONS = 50;
  private static final int ROUNDS = 3;
  private static final double WARM_SECONDS = 8;
  private static final double SECONDS = 6;

  private final AdminClient admin;
  private final int proxy;
  private final long node;
  private final int nginx;
  private final long nginxProcess;
  private final int upstream;

  private Bench(String[] arguments) {
    admin = new AdminClient(arguments[1]);
    proxy = Integer.parseInt(arguments[2]);
    node = Long.parseLong(arguments[3]);
    nginx = Integer.parseInt(arguments[4]);
    nginxProcess = Long.parseLong(arguments[5]);
    upstream = Integer.parseInt(arguments[6]);
  }

  public static void main(String[] arguments) throws Exception {
    if (arguments[0].equals("upstream")) {
      try (TinyUpstream tiny = new TinyUpstream()) {
        System.out.println(tiny.port());
        System.out.flush();
        Thread.currentThread().join();
      }
      return;
    }
    Bench bench = new Bench(arguments);
    bench.configure();
    switch (arguments[0]) {
      case "cpu" -> bench.cpu();
      case "live" -> bench.live();
      case "changes" -> bench.changes();
      default -> throw new IllegalArgumentException("cpu, live or changes");
    }
  }

  private void configure() throws IOException, InterruptedException {
    String url = "http://127.0.0.1:" + upstream;
    admin.send("PUT", "/services/bench-plain", "{\"url\":\"" + url + "\"}");
    admin.send("PUT", "/services/bench-plain/routes/bench-plain", "{\"paths\":[\"/plain\"]}");
    admin.send("PUT", "/services/bench-limited", "{\"url\":\"" + url + "\"}");
    admin.send("PUT", "/services/bench-limited/routes/bench-limited", "{\"paths\":[\"/limited\"]}");
    admin.send("PUT", "/consumers/bench", "{}");
    admin.send(
        "PUT",
        "/consumers/bench/key-auth/11111111-1111-4111-8111-111111111111",
        "{\"key\":\"bench-key\"}");
    admin.send(
        "PUT",
        "/services/bench-limited/plugins/22222222-2222-4222-8222-222222222222",
        "{\"name\":\"key-auth\"}");
    admin.live(
        admin.send(
            "PUT",
            "/services/bench-limited/plugins/33333333-3333-4333-8333-333333333333",
            "{\"name\":\"rate-limiting\",\"config\":{\"hour\":100000000,\"policy\":\"local\"}}"));
  }

  /** Processor time of the proxying process for a request, interleaved with bare nginx. */
  private void cpu() throws IOException, InterruptedException {
    Target plain = new Target("quong, no plugin", proxy, "/plain", "", node);
    Target limited =
        new Target(
            "quong, key-auth + rate-limiting", proxy, "/limited", "apikey: bench-key\r\n", node);
    Target bare = new Target("nginx, bare proxy", nginx, "/plain", "", nginxProcess);
    Target[] targets =
        nginx == 0 ? new Target[] {plain, limited} : new Target[] {plain, limited, bare};
    for (Target target : targets) {
      target.load().run(WARM_SECONDS);
    }
    double[][] micros = new double[targets.length][ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = 0; i < targets.length; i++) {
        double before = ProcessTime.seconds(targets[i].process);
        Load.Result result = targets[i].load().run(SECONDS);
        micros[i][round] = (ProcessTime.seconds(targets[i].process) - before) * 1e6 / result.sent();
        System.out.printf(
            "%-32s %7.1f us CPU a request   %s%n", targets[i].name, micros[i][round], result);
      }
    }
    double reference = nginx == 0 ? 0 : median(micros[targets.length - 1]);
    for (int i = 0; i < targets.length; i++) {
      System.out.printf(
          "median %-32s %7.1f us%s%n",
          targets[i].name,
          median(micros[i]),
          reference == 0 ? "" : String.format(", %.2f x nginx", median(micros[i]) / reference));
    }
    if (nginx == 0) {
      System.out.println("nginx is not installed: no peer in this run");
    }
  }

  /** Time from the answer to a write until a request through the proxy shows it. */
  private void live() throws IOException, InterruptedException {
    double[] millis = new double[200];
    for (int i = 0; i < millis.length; i++) {
      String path = "/live-" + i;
      admin.send(
          "PUT", "/services/bench-plain/routes/bench-live-" + i, "{\"paths\":[\"" + path + "\"]}");
      long begin = System.nanoTime();
      while (!found(path)) {
        Thread.onSpinWait();
      }
      millis[i] = (System.nanoTime() - begin) / 1e6;
    }
    Arrays.sort(millis);
    System.out.printf(
        "write -> live, %d writes: median %.1f ms, p99 %.1f ms, worst %.1f ms%n",
        millis.length,
        millis[millis.length / 2],
        millis[(int) (millis.length * 0.99)],
        millis[millis.length - 1]);
  }

  private boolean found(String path) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy)) {
      socket
          .getOutputStream()
          .write(
              ("GET " + path + " HTTP/1.1\r\nHost: bench.test\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      return Load.Answer.read(socket.getInputStream(), new byte[16 * 1024]).ok();
    }
  }

  /** 1,000 configuration changes under load: not one request may fail. */
  private void changes() throws IOException, InterruptedException {
    Load load = new Load(proxy, "/plain", "", 10);
    Load.Result[] result = new Load.Result[1];
    Thread requests =
        new Thread(
            () -> {
              try {
                result[0] = load.run(600);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    requests.start();
    long version = -1;
    for (int i = 0; i < 1000; i++) {
      version = admin.send("PATCH", "/routes/bench-limited", "{\"tags\":[\"change-" + i + "\"]}");
    }
    admin.live(version);
    load.stop();
    requests.join();
    System.out.println("1000 changes under load: " + result[0]);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private record Target(String name, int port, String path, String header, long process) {
    Load load() {
      return new Load(port, path, header, CONNECTIONS);
    }
  }
}
