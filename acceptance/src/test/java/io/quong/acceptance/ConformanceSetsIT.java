package io.quong.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The recorded cases that need other settings: each set has an installation of its own, which is
 * started only when the floor has cases of it.
 */
class ConformanceSetsIT {
  private static final Path SETS = RecordedCases.FOLDER.resolve("sets");

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> everyCaseOfTheFloorPasses() throws IOException {
    try (Stream<Path> all = Files.list(SETS)) {
      return all
          .map(set -> set.getFileName().toString())
          .filter(ConformanceSetsIT::due)
          .sorted()
          .toList()
          .stream()
          .map(set -> DynamicTest.dynamicTest(set, () -> replay(set)));
    }
  }

  private static boolean due(String set) {
    try {
      return !new RecordedCases(set).floor().isEmpty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void replay(String set) throws Exception {
    RecordedCases.needTools();
    Path output = Path.of("target", "conformance-" + set + ".txt");
    Installation quong = new Installation(Files.createDirectories(folder.resolve(set)));
    List<String> more = new ArrayList<>();
    for (String line : Files.readAllLines(SETS.resolve(set).resolve("settings.env"))) {
      int equals = line.indexOf('=');
      if (equals > 0 && !line.startsWith("#")) {
        String value = line.substring(equals + 1).replace("\"", "");
        quong.set(
            line.substring(0, equals),
            line.startsWith("KONG_STREAM_LISTEN=") ? freeStreams(value, more) : value);
      }
    }
    try (quong) {
      quong.start();
      RecordedCases cases = new RecordedCases(set);
      Path edges = Path.of("target", "edge-cases-" + set + ".txt");
      assertEquals(
          new TreeSet<>(),
          cases.fallenEdges(quong, edges),
          "edge cases; see " + edges.toAbsolutePath());
      assertEquals(
          new TreeSet<>(),
          cases.fallen(quong, more, output),
          "these cases passed before; see " + output.toAbsolutePath());
    }
  }

  /** The same listeners on free ports, which {@code conform.py} is told. */
  private static String freeStreams(String listens, List<String> arguments) throws IOException {
    String[] each = listens.split(", *");
    int[] ports = Ports.free(each.length);
    for (int i = 0; i < each.length; i++) {
      String flag = each[i].endsWith(" ssl") ? "tls" : each[i].endsWith(" udp") ? "udp" : "tcp";
      each[i] = each[i].replaceFirst(":\\d+", ":" + ports[i]);
      arguments.add("--stream-" + flag);
      arguments.add(flag + "://127.0.0.1:" + ports[i]);
    }
    return String.join(", ", each);
  }
}
