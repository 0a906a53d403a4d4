package io.quong.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.embedded.RedisServer;

/**
 * Replays the recorded conversations with a real Kong. The cases that pass are named in {@code
 * conformance-floor.txt}: one that is there and fails breaks the build, so the floor only grows.
 */
class ConformanceIT {
  private static final Path FLOOR = Path.of("conformance-floor.txt");
  private static final long LIMIT_MINUTES = 20;

  @TempDir Path folder;

  @Test
  void everyCaseOfTheFloorPasses() throws Exception {
    boolean tools = runs("python3", "--version") && runs("curl", "--version");
    if (!tools) {
      System.err.println("CONFORMANCE SKIPPED: it needs python3 and curl, and one is missing");
    }
    assumeTrue(tools, "python3 and curl are needed");
    TreeSet<String> floor = new TreeSet<>(Files.readAllLines(FLOOR));
    Path passed = folder.resolve("passed");
    Path output = Path.of("target", "conformance.txt");
    int[] ports = Ports.free(1);
    RedisServer redis = new RedisServer(ports[0]);
    redis.start();
    try (Installation quong = new Installation(folder).start()) {
      replay(quong, ports[0], folders(floor), passed, output);
    } finally {
      redis.stop();
    }
    TreeSet<String> now = new TreeSet<>(Files.readAllLines(passed));
    print(now, Files.readString(output));
    TreeSet<String> fallen = new TreeSet<>(floor);
    fallen.removeAll(now);
    assertEquals(
        new TreeSet<>(), fallen, "these cases passed before; see " + output.toAbsolutePath());
    assertTrue(now.size() >= floor.size());
  }

  /** What is replayed: the folders that the floor has cases of, or what the property names. */
  private static List<String> folders(java.util.Set<String> floor) {
    String only = System.getProperty("conformance", "");
    if (!only.isEmpty()) {
      return List.of(only.split(" "));
    }
    return floor.stream()
        .map(name -> name.substring(0, name.lastIndexOf('/') + 1))
        .distinct()
        .toList();
  }

  private static void replay(
      Installation quong, int redis, List<String> patterns, Path passed, Path output)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "python3",
                "conformance/conform.py",
                "check",
                "--admin",
                quong.admin(),
                "--proxy",
                quong.proxy(),
                "--proxy-ssl",
                quong.proxySsl(),
                "--status",
                quong.status(),
                "--redis-port",
                Integer.toString(redis),
                "--passed",
                passed.toString()));
    command.addAll(patterns);
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError("the cases did not end within " + LIMIT_MINUTES + " minutes");
    }
  }

  private static void print(java.util.Set<String> passed, String output) {
    Map<String, Integer> folders = new TreeMap<>();
    for (String name : passed) {
      folders.merge(name.substring(0, name.lastIndexOf('/')), 1, Integer::sum);
    }
    System.out.println("Conformance, cases passed by folder:");
    folders.forEach((name, count) -> System.out.printf("  %-36s %4d%n", name, count));
    output
        .lines()
        .filter(line -> line.matches("\\d+ passed, \\d+ failed"))
        .forEach(line -> System.out.println("Conformance: " + line));
  }

  private static boolean runs(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException missing) {
      return false;
    }
  }
}
