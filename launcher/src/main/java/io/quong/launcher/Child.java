package io.quong.launcher;

import io.quong.program.ProgramFile;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program that this command has started. */
final class Child {
  private static final int TAIL = 16_384;
  private static final int LINES = 15;

  private final Installation installation;
  private final Program program;
  private final Process process;
  private final Path log;
  private final long logFrom;

  private Child(
      Installation installation, Program program, Process process, Path log, long logFrom) {
    this.installation = installation;
    this.program = program;
    this.process = process;
    this.log = log;
    this.logFrom = logFrom;
  }

  /**
   * Starts a program.
   *
   * @param foreground output to the console too: the command pumps it
   * @param flags more options, as {@link ProgramCommand} takes them
   */
  static Child start(
      Installation installation, Program program, boolean foreground, List<String> flags)
      throws IOException, Failure {
    Path log = installation.log(program.id());
    Files.createDirectories(log.getParent());
    long from = Files.exists(log) ? Files.size(log) : 0;
    ProcessBuilder builder = new ProcessBuilder(ProgramCommand.of(installation, program, flags));
    builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    builder.redirectErrorStream(true);
    if (!foreground) {
      builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    }
    Child child = new Child(installation, program, builder.start(), log, from);
    if (foreground) {
      new OutputPump(child.process.getInputStream(), log).start();
    }
    return child;
  }

  Program program() {
    return program;
  }

  Process process() {
    return process;
  }

  boolean ready() {
    ProgramFile.Content content = installation.file(program).read();
    return content != null && content.pid() == process.pid() && content.ready();
  }

  /** Ends it, by force after the time. */
  void stop(long seconds) throws IOException {
    process.destroy();
    try {
      if (process.waitFor(seconds, TimeUnit.SECONDS)) {
        installation.classes(program).keep();
      } else {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }

  /** What it said last, for the user: the lines that begin with {@code Error:}, or else the end. */
  String reason() throws IOException {
    List<String> lines;
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      long from = Math.max(Math.min(logFrom, file.length()), file.length() - TAIL);
      byte[] bytes = new byte[(int) (file.length() - from)];
      file.seek(from);
      file.readFully(bytes);
      lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      return "no log could be read at " + log;
    }
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith("Error: ")) {
        return String.join("\n", lines.subList(i, lines.size())).substring("Error: ".length());
      }
    }
    List<String> end = lines.subList(Math.max(0, lines.size() - LINES), lines.size());
    return end.isEmpty() ? "it said nothing" : "its last lines:\n  " + String.join("\n  ", end);
  }

  Path log() {
    return log;
  }
}
