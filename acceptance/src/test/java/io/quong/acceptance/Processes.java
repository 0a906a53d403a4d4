package io.quong.acceptance;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The processes of an installation, and their end by force. */
final class Processes {
  private Processes() {}

  /** The process of a program (control-plane, data-plane) as its run file names it. */
  static long of(Installation installation, String program) throws IOException {
    return new ObjectMapper()
        .readTree(installation.prefix().resolve("run").resolve(program + ".json").toFile())
        .get("pid")
        .asLong();
  }

  /** The postmaster of the embedded database. */
  static long database(Installation installation) throws IOException {
    Path file = installation.prefix().resolve("postgres/data/postmaster.pid");
    return Long.parseLong(Files.readAllLines(file).get(0).strip());
  }

  /** Kills it without a word, and waits until it is gone. */
  static void kill(long pid) {
    ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
    process.destroyForcibly();
    await(() -> !alive(pid), 10);
  }

  static boolean alive(long pid) {
    if (ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty()) {
      return false;
    }
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      return !stat.startsWith("Z", stat.lastIndexOf(')') + 2);
    } catch (IOException e) {
      return false;
    }
  }

  static void await(BooleanSupplier condition, int seconds) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline, "waited " + seconds + " s");
      Thread.onSpinWait();
    }
  }
}
