package io.quong.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Processor time and memory of another process, from Linux's {@code /proc}. */
record ProcessFigures(long pid) {
  private static final double TICKS_PER_SECOND = 100;

  /** Seconds of user and system time that the process has used so far. */
  double seconds() throws IOException {
    String stat = Files.readString(file("stat"));
    // The name in parentheses may hold blanks; what counts stands behind it.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
  }

  /** Resident megabytes now. */
  double megabytes() throws IOException {
    return status("VmRSS:");
  }

  /** The most that were resident since the start or {@link #forgetPeak}. */
  double peakMegabytes() throws IOException {
    return status("VmHWM:");
  }

  void forgetPeak() throws IOException {
    Files.writeString(file("clear_refs"), "5");
  }

  private double status(String name) throws IOException {
    for (String line : Files.readAllLines(file("status"))) {
      if (line.startsWith(name)) {
        return Long.parseLong(line.replaceAll("\\D+", "")) / 1024.0;
      }
    }
    throw new IOException("process " + pid + " has no " + name);
  }

  private Path file(String name) {
    return Path.of("/proc", Long.toString(pid), name);
  }
}
