package io.quong.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A postmaster as its {@code postmaster.pid} tells of it.
 *
 * @param pid its process
 * @param started when it says that it started
 * @param port where it listens
 * @param ready whether it takes connections
 */
public record Postmaster(long pid, Instant started, int port, boolean ready) {
  /** Between the start of a process and what it writes of it. */
  private static final Duration TOLERANCE = Duration.ofSeconds(60);

  /** What the data folder's file says; null when there is none, or half of one. */
  public static Postmaster read(Path data) throws IOException {
    List<String> lines;
    try {
      lines = Files.readAllLines(file(data));
    } catch (NoSuchFileException e) {
      return null;
    }
    if (lines.size() < 4) {
      return null;
    }
    try {
      return new Postmaster(
          Long.parseLong(lines.get(0).strip()),
          Instant.ofEpochSecond(Long.parseLong(lines.get(2).strip())),
          Integer.parseInt(lines.get(3).strip()),
          lines.size() > 7 && lines.get(7).startsWith("ready"));
    } catch (NumberFormatException e) {
      return null;
    }
  }

  public static Path file(Path data) {
    return data.resolve("postmaster.pid");
  }

  /** Whether the process is there and is no other one that got its number later. */
  public boolean runs() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(process -> !ProgramFile.defunct(pid))
        .filter(
            process ->
                process
                    .info()
                    .startInstant()
                    .map(at -> Duration.between(at, started).abs().compareTo(TOLERANCE) < 0)
                    .orElse(true))
        .isPresent();
  }
}
