package io.quong.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Processor time and memory of other processes, from Linux's {@code /proc}. */
final class ProcessTime {
  private static final double TICKS_PER_SECOND = 100;

  private ProcessTime() {}

  /** Seconds of user and system time that the process has used so far. */
  static double seconds(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
    // The name in parentheses may hold blanks; what counts stands behind it.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
  }
}
