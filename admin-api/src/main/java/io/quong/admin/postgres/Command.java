package io.quong.admin.postgres;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs one of PostgreSQL's programs to its end, its output to a file. */
final class Command {
  private Command() {}

  /**
   * @return whether it succeeded
   * @throws IOException when it cannot be run or takes longer than allowed
   */
  static boolean run(List<String> command, Path log, long seconds) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .directory(new File("/"))
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    try {
      if (process.waitFor(seconds, TimeUnit.SECONDS)) {
        return process.exitValue() == 0;
      }
      process.destroyForcibly();
      throw new IOException(
          "PostgreSQL did not answer within " + seconds + " s; its log is " + log);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
      throw new IOException("interrupted while PostgreSQL started or stopped", e);
    }
  }
}
