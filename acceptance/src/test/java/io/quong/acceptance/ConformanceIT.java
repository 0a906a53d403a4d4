package io.quong.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.embedded.RedisServer;

/** The recorded cases of an installation with the usual settings; see {@link RecordedCases}. */
class ConformanceIT {
  @TempDir Path folder;

  @Test
  void everyCaseOfTheFloorAndEveryEdgeCasePasses() throws Exception {
    RecordedCases.needTools();
    Path output = Path.of("target", "conformance.txt");
    int[] ports = Ports.free(1);
    RedisServer redis = new RedisServer(ports[0]);
    redis.start();
    try (Installation quong = new Installation(folder).start()) {
      List<String> more = List.of("--redis-port", Integer.toString(ports[0]));
      RecordedCases cases = new RecordedCases(null);
      Path edges = Path.of("target", "edge-cases.txt");
      assertEquals(
          new TreeSet<>(),
          cases.fallenEdges(quong, edges),
          "edge cases; see " + edges.toAbsolutePath());
      assertEquals(
          new TreeSet<>(),
          cases.fallen(quong, more, output),
          "these cases passed before; see " + output.toAbsolutePath());
    } finally {
      redis.stop();
    }
  }
}
