package io.quong.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Prints the ends of logs, and what is added to them. */
final class LogPrinter {
  private static final int TAIL = 32_768;

  private final PrintStream out;
  private final Map<Path, Long> read = new LinkedHashMap<>();
  private Path last;

  LogPrinter(List<Path> logs, PrintStream out) {
    this.out = out;
    logs.forEach(log -> read.put(log, -1L));
  }

  /** Prints what is new in each of the logs; at first, the end. */
  void print() throws IOException {
    for (Map.Entry<Path, Long> entry : read.entrySet()) {
      Path log = entry.getKey();
      long size = Files.exists(log) ? Files.size(log) : 0;
      boolean first = entry.getValue() < 0;
      // A log that got shorter was begun anew.
      long from = first ? Math.max(0, size - TAIL) : entry.getValue() > size ? 0 : entry.getValue();
      if (size > from) {
        print(log, from, size, first && from > 0);
      }
      entry.setValue(size);
    }
    out.flush();
  }

  private void print(Path log, long from, long to, boolean cut) throws IOException {
    byte[] bytes = new byte[(int) Math.min(to - from, 1 << 20)];
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      file.seek(to - bytes.length);
      file.readFully(bytes);
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (!log.equals(last)) {
      out.println("==> " + log + " <==");
      last = log;
    }
    out.print(cut ? text.substring(text.indexOf('\n') + 1) : text);
  }
}
