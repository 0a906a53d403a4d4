package io.quong.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The clients that speak to a Kong by go-kong work unchanged: go-kong's own calls for every entity,
 * and what decK does, by decK's library. {@code -Dquong.deck.services=1000} makes its file large.
 */
class GoClientsIT {
  private static final Path SOURCES = Path.of("clients").toAbsolutePath();
  private static final String SERVICES = System.getProperty("quong.deck.services", "30");

  @TempDir static Path folder;
  private static Installation quong;

  @BeforeAll
  static void start() throws Exception {
    String go = go();
    if (go == null) {
      skip("Go is not installed");
    }
    Run built =
        run(
            SOURCES,
            List.of(go, "build", "-buildvcs=false", "-o", folder + "/", "./..."),
            "build.txt",
            15);
    if (built.status() != 0) {
      // Its modules are fetched from the module proxy, which not every machine reaches.
      if (built.output().contains("proxy") || built.output().contains("dial tcp")) {
        skip("the Go modules cannot be fetched:\n" + built.output());
      }
      throw new AssertionError("the Go clients do not build:\n" + built.output());
    }
    quong = new Installation(folder.resolve("quong")).start();
  }

  @AfterAll
  static void stop() {
    if (quong != null) {
      quong.close();
    }
  }

  @Test
  void goKongFindsEveryEntityAsItIsInKong() throws Exception {
    Run run =
        run(SOURCES, List.of(folder.resolve("gokong").toString(), quong.admin()), "gokong.txt", 5);
    assertEquals("go-kong: no fault\n", run.output());
    assertEquals(0, run.status());
  }

  @Test
  void whatDeckSyncedIsWhatItFindsAndDumps() throws Exception {
    Run run =
        run(
            SOURCES,
            List.of(folder.resolve("reconcile").toString(), quong.admin(), SERVICES),
            "reconcile.txt",
            30);
    System.out.print("decK's library, " + SERVICES + " services:\n" + run.output());
    assertEquals(0, run.status(), run.output());
    assertTrue(run.output().contains("diff of the dump: 0 created, 0 updated, 0 deleted"));
  }

  @Test
  void deckTakesTheShopsConfiguration() throws Exception {
    Run run =
        run(
            SOURCES,
            List.of(
                folder.resolve("reconcile").toString(),
                quong.admin(),
                Shop.EXAMPLE.resolve("kong.yaml").toString()),
            "shop.txt",
            5);
    assertEquals(0, run.status(), run.output());
    assertTrue(run.output().contains("diff of the dump: 0 created, 0 updated, 0 deleted"));
  }

  private static void skip(String why) {
    System.out.println("SKIPPED: go-kong and decK are not tried, since " + why);
    abort(why);
  }

  private static String go() throws InterruptedException {
    for (String each : List.of("go", "/usr/local/go/bin/go", "/usr/lib/go/bin/go")) {
      if (RecordedCases.runs(each, "version")) {
        return each;
      }
    }
    return null;
  }

  private record Run(int status, String output) {}

  private static Run run(Path directory, List<String> command, String name, int minutes)
      throws IOException, InterruptedException {
    Path output = folder.resolve(name);
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (!process.waitFor(minutes, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError(command + " did not end: " + Files.readString(output));
    }
    return new Run(process.exitValue(), Files.readString(output));
  }
}
