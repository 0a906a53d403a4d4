package io.quong.acceptance;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Mixed traffic of all protocols for a time, with faults and with ten changes of the configuration
 * a second; and what the node holds meanwhile and afterwards.
 */
final class Soak implements AutoCloseable {
  /** Where a node listens for what. */
  record Ports(int proxy, int proxySsl, int admin, int tcp, int tls, int udp) {}

  /**
   * What was seen after the warm-up.
   *
   * @param heaps kilobytes of the heap in use after each collection
   * @param residents kilobytes of memory
   * @param idle descriptors before the traffic
   * @param after descriptors once it is over
   * @param leaks lines of Netty's leak detector
   * @param troubles what the node says of upstreams that do not die
   */
  record Seen(
      List<Long> heaps,
      List<Long> residents,
      int idle,
      int after,
      List<String> leaks,
      List<String> troubles,
      SoakTally tally) {
    /** How much larger the last third is than the first, of medians; 0.01 for one percent. */
    static double growth(List<Long> values) {
      int third = Math.max(1, values.size() / 3);
      double first = median(values.subList(0, third));
      double last = median(values.subList(values.size() - third, values.size()));
      return last / first - 1;
    }

    private static double median(List<Long> values) {
      List<Long> sorted = values.stream().sorted().toList();
      return sorted.get(sorted.size() / 2);
    }
  }

  /** Jars that are read later, connections to the control plane and the like. */
  static final int SPARE_DESCRIPTORS = 25;

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final SoakUpstreams upstreams;
  private final SoakNames names = new SoakNames();
  private final Installation quong;
  private final Ports ports;

  Soak(Path folder) throws Exception {
    upstreams = new SoakUpstreams(vertx);
    int[] streams = io.quong.acceptance.Ports.free(3);
    quong =
        new Installation(folder)
            .set(
                "KONG_STREAM_LISTEN",
                "127.0.0.1:%d, 127.0.0.1:%d ssl, 127.0.0.1:%d udp"
                    .formatted(streams[0], streams[1], streams[2]))
            .set("KONG_DNS_RESOLVER", "127.0.0.1:" + names.port())
            .set("KONG_UPSTREAM_KEEPALIVE_IDLE_TIMEOUT", "2")
            .set("JAVA_TOOL_OPTIONS", "-Dio.netty.leakDetection.level=paranoid");
    Installation.Run run = quong.quong("start", "-t", "110");
    if (run.status() != 0) {
      throw new AssertionError(run.output());
    }
    ports =
        new Ports(
            port(quong.proxy()),
            port(quong.proxySsl()),
            port(quong.admin()),
            streams[0],
            streams[1],
            streams[2]);
    new SoakSite(quong.admin()).make(upstreams, ports);
  }

  static <T> T done(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  private static int port(String url) {
    return java.net.URI.create(url).getPort();
  }

  /**
   * @param warmUp seconds that are not looked at
   * @param seconds how long it goes on after them
   */
  Seen run(int warmUp, int seconds) throws Exception {
    SoakProcess node = new SoakProcess(Processes.of(quong, "data-plane"));
    int idle = node.descriptors();
    SoakTally tally = new SoakTally();
    SoakTraffic traffic = new SoakTraffic(vertx, ports, tally);
    SoakChanges changes = new SoakChanges(vertx, ports.admin(), tally);
    traffic.start(upstreams::diedLately);
    changes.start();
    await(warmUp);
    List<Long> heaps = new ArrayList<>();
    List<Long> residents = new ArrayList<>();
    int looks = Math.max(6, Math.min(60, seconds / 10));
    for (int look = 0; look < looks; look++) {
      await((double) seconds / looks);
      heaps.add(node.heapKilobytes());
      residents.add(node.residentKilobytes());
      if (seconds > 120) {
        System.out.printf(
            "%d/%d heap %d KB, resident %d KB, descriptors %d, %s%n",
            look + 1, looks, heaps.get(look), residents.get(look), node.descriptors(), tally);
      }
    }
    changes.stop();
    traffic.stop();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (node.descriptors() > idle + SPARE_DESCRIPTORS && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    return new Seen(
        heaps,
        residents,
        idle,
        node.descriptors(),
        logged("LEAK:"),
        logged("service stable"),
        tally);
  }

  /** For as long as that; the condition is the clock's. */
  private static void await(double seconds) {
    long until = System.nanoTime() + (long) (seconds * 1e9);
    while (System.nanoTime() < until) {
      java.util.concurrent.locks.LockSupport.parkNanos(until - System.nanoTime());
    }
  }

  /** Lines of the programs' logs with the text. */
  private List<String> logged(String text) throws IOException {
    List<String> found = new ArrayList<>();
    for (String program : List.of("data-plane", "control-plane")) {
      Path log = quong.prefix().resolve("logs/" + program + ".log");
      for (String line : Files.readAllLines(log)) {
        if (line.contains(text)) {
          found.add(line);
        }
      }
    }
    return found;
  }

  @Override
  public void close() {
    quong.close();
    upstreams.close();
    names.close();
    vertx.close();
  }
}
