package io.quong.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Copies what a program in the foreground says to the console and to its log. */
final class OutputPump extends Thread {
  private final InputStream from;
  private final Path log;

  OutputPump(InputStream from, Path log) {
    super("output");
    this.from = from;
    this.log = log;
    setDaemon(true);
  }

  @Override
  public void run() {
    byte[] piece = new byte[8_192];
    try (OutputStream file =
        Files.newOutputStream(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      for (int n = from.read(piece); n >= 0; n = from.read(piece)) {
        System.out.write(piece, 0, n);
        System.out.flush();
        file.write(piece, 0, n);
      }
    } catch (IOException e) {
      System.err.println("could not write " + log + ": " + e.getMessage());
    }
  }
}
