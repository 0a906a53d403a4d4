package io.quong.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What schemathesis makes of the Admin API's own description fails nowhere, and is answered as the
 * description says. The short form of {@code acceptance/fuzz/run}.
 */
class SchemaFuzzIT {
  @TempDir Path folder;

  @Test
  void theAdminApiIsWhatItsDescriptionSays() throws Exception {
    boolean installed = RecordedCases.runs("schemathesis", "--version");
    if (!installed) {
      System.out.println(
          "SKIPPED: the Admin API is not tried by its description: schemathesis is not installed");
    }
    assumeTrue(installed, "schemathesis is needed");
    Path output = folder.resolve("schemathesis.txt");
    try (Installation quong = new Installation(folder.resolve("quong")).start()) {
      Process process =
          new ProcessBuilder(
                  Path.of("fuzz/run").toAbsolutePath().toString(),
                  quong.admin(),
                  "--phases",
                  "fuzzing",
                  "--max-examples",
                  "2")
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(5, TimeUnit.MINUTES)) {
        process.destroyForcibly();
      }
      assertTrue(!process.isAlive(), "it did not end: " + Files.readString(output));
      assertEquals(0, process.exitValue(), Files.readString(output));
    }
  }
}
