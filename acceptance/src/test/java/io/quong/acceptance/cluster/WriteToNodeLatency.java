package io.quong.acceptance.cluster;

import io.quong.dataplane.cluster.ControlPlaneAddress;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Measures the way of a change alone: from the call of the committer to the node's sink, and from
 * the commit on. {@code main} takes the number of changes.
 */
final class WriteToNodeLatency {
  private WriteToNodeLatency() {}

  public static void main(String[] arguments) throws Exception {
    int changes = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 300;
    Vertx vertx = Vertx.vertx();
    Path folder = Files.createTempDirectory("latency");
    try (Database database = new Database();
        ControlPlane control = new ControlPlane(vertx, database, Trusts.LOOPBACK, 0);
        TestNode node =
            new TestNode(
                    vertx,
                    folder,
                    ControlPlaneAddress.fixed(control.address()),
                    Trusts.LOOPBACK,
                    null)
                .start()) {
      TestNode.until("configured", node.state::configured);
      List<Long> all = new ArrayList<>();
      List<Long> afterCommit = new ArrayList<>();
      for (int i = 0; i < changes; i++) {
        long began = System.nanoTime();
        long version = control.write("s" + i);
        long committed = System.nanoTime();
        node.awaitVersion(version);
        long live = node.times.get(node.times.size() - 1);
        all.add((live - began) / 1_000);
        afterCommit.add((live - committed) / 1_000);
        Thread.sleep(5);
      }
      print("write to node", all.subList(changes / 5, changes));
      print("commit to node", afterCommit.subList(changes / 5, changes));
    } finally {
      ControlPlane.await(vertx.close());
    }
    System.exit(0);
  }

  private static void print(String what, List<Long> micros) {
    List<Long> sorted = new ArrayList<>(micros);
    Collections.sort(sorted);
    System.out.printf(
        "%s: median %d µs, 99 %% %d µs, worst %d µs of %d%n",
        what,
        sorted.get(sorted.size() / 2),
        sorted.get(sorted.size() * 99 / 100),
        sorted.get(sorted.size() - 1),
        sorted.size());
  }
}
