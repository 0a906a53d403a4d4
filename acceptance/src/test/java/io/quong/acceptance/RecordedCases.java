package io.quong.acceptance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Recorded conversations with a real Kong, replayed against an installation. The cases that pass
 * are named in {@code conformance-floor.txt}, those of a set that needs settings of its own as
 * {@code sets/NAME/case}; which of them no longer do breaks the build.
 */
final class RecordedCases {
  static final Path FOLDER = Path.of("conformance");

  private static final Path FLOOR = Path.of("conformance-floor.txt");
  private static final Path EDGES = Path.of("edge-cases");
  private static final String SETS = "sets/";
  private static final long LIMIT_MINUTES = 20;
  private static final int FEW = 10;

  private final String prefix;
  private final Path edges;
  private final TreeSet<String> floor = new TreeSet<>();

  /**
   * @param set the name of a set; null for the cases of the usual settings
   */
  RecordedCases(String set) throws IOException {
    prefix = set == null ? "" : SETS + set + "/";
    edges = EDGES.resolve(set == null ? "usual" : set);
    for (String name : Files.readAllLines(FLOOR)) {
      if (name.startsWith(prefix) && (set != null || !name.startsWith(SETS))) {
        floor.add(name.substring(prefix.length()));
      }
    }
  }

  /** Names without the set's. */
  Set<String> floor() {
    return floor;
  }

  /** Skips the test, loudly, where what replays is missing. */
  static void needTools() throws InterruptedException {
    boolean tools = runs("python3", "--version") && runs("curl", "--version");
    if (!tools) {
      System.err.println("CONFORMANCE SKIPPED: it needs python3 and curl, and one is missing");
    }
    assumeTrue(tools, "python3 and curl are needed");
  }

  /** What is replayed: the folders that the floor has cases of, or what the property names. */
  private Collection<String> patterns() {
    String only = System.getProperty("conformance", "");
    if (!only.isEmpty()) {
      return List.of(only.split(" "));
    }
    TreeSet<String> folders = new TreeSet<>();
    floor.forEach(name -> folders.add(name.substring(0, name.lastIndexOf('/') + 1)));
    // Cases that stand in no folder: by an empty pattern, which fits all.
    return folders.contains("") ? List.of() : folders;
  }

  /**
   * Replays what the floor has, tells what passed, and answers with what passed before and does so
   * no more. A few that fall are tried once more: some depend on windows of time, which a busy
   * machine can miss; what is broken falls again.
   *
   * @param more arguments of {@code conform.py}
   * @param output gets what it prints
   */
  Set<String> fallen(Installation quong, Collection<String> more, Path output)
      throws IOException, InterruptedException {
    Path cases = FOLDER.resolve(prefix.isEmpty() ? "cases" : prefix);
    Set<String> now = replay(quong, more, cases, patterns(), output);
    print(now, Files.readString(output));
    TreeSet<String> fallen = new TreeSet<>(floor);
    fallen.removeAll(now);
    if (!fallen.isEmpty() && fallen.size() <= FEW) {
      System.out.println("Conformance: once more: " + fallen);
      fallen.removeAll(
          replay(quong, more, cases, fallen, output.resolveSibling("conformance-again.txt")));
    }
    return fallen;
  }

  /**
   * Replays the edge cases that were written for these settings; all must pass.
   *
   * @return those that don't
   */
  Set<String> fallenEdges(Installation quong, Path output)
      throws IOException, InterruptedException {
    TreeSet<String> all = new TreeSet<>();
    if (Files.isDirectory(edges)) {
      try (Stream<Path> files = Files.walk(edges)) {
        files
            .map(file -> edges.relativize(file).toString())
            .filter(name -> name.endsWith(".json"))
            .forEach(name -> all.add(name.substring(0, name.length() - ".json".length())));
      }
      all.removeAll(replay(quong, List.of(), edges, List.of(), output));
    }
    return all;
  }

  /** The names that passed, of those whose name has one of the patterns in it. */
  private Set<String> replay(
      Installation quong,
      Collection<String> more,
      Path cases,
      Collection<String> patterns,
      Path output)
      throws IOException, InterruptedException {
    Path passed = Files.createTempFile("quong-passed-", ".txt");
    List<String> command =
        new ArrayList<>(
            List.of(
                "python3",
                FOLDER.resolve("conform.py").toString(),
                "check",
                "--admin",
                quong.admin(),
                "--proxy",
                quong.proxy(),
                "--proxy-ssl",
                quong.proxySsl(),
                "--status",
                quong.status(),
                "--cases",
                cases.toString(),
                "--passed",
                passed.toString()));
    command.addAll(more);
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
    TreeSet<String> now = new TreeSet<>(Files.readAllLines(passed));
    Files.delete(passed);
    return now;
  }

  private void print(Collection<String> passed, String output) {
    Map<String, Integer> folders = new TreeMap<>();
    for (String name : passed) {
      folders.merge(
          prefix + name.substring(0, Math.max(0, name.lastIndexOf('/'))), 1, Integer::sum);
    }
    System.out.println("Conformance, cases passed by folder:");
    folders.forEach((name, count) -> System.out.printf("  %-36s %4d%n", name, count));
    output
        .lines()
        .filter(line -> line.matches("\\d+ passed, \\d+ failed"))
        .forEach(line -> System.out.println("Conformance: " + line));
  }

  static boolean runs(String... command) throws InterruptedException {
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
