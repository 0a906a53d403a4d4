package io.quong.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Quong on ports and in a folder of its own, started by its launcher as a user starts it. What it
 * runs is what this build made; with the system property {@code quong.native} the node is the
 * native one.
 */
final class Installation implements AutoCloseable {
  static final Path HOME = Path.of("..").toAbsolutePath().normalize();
  private static final long START_SECONDS = 120;

  static {
    // The launcher builds what is older than its sources: this build is not.
    try {
      Path built = Files.createDirectories(HOME.resolve("target")).resolve("quong-built");
      Files.writeString(built, "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private final Map<String, String> environment = new LinkedHashMap<>();
  private final Path prefix;
  private final int proxy;
  private final int proxySsl;
  private final int admin;
  private final int status;

  Installation(Path folder) throws IOException {
    int[] ports = Ports.free(4);
    prefix = folder.resolve("prefix");
    proxy = ports[0];
    proxySsl = ports[1];
    admin = ports[2];
    status = ports[3];
    set("KONG_PREFIX", prefix.toString());
    set("KONG_PROXY_LISTEN", "127.0.0.1:" + proxy + ", 127.0.0.1:" + proxySsl + " ssl http2");
    set("KONG_ADMIN_LISTEN", "127.0.0.1:" + admin);
    set("KONG_STATUS_LISTEN", "127.0.0.1:" + status);
    if (Boolean.getBoolean("quong.native")) {
      set("QUONG_NATIVE", "on");
    }
  }

  Installation set(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** A verb of the launcher in the foreground; its output goes to a file. */
  Process spawn(Path output, String... arguments) throws IOException {
    ProcessBuilder command = new ProcessBuilder(HOME.resolve("quong").toString());
    command.command().addAll(List.of(arguments));
    command.environment().putAll(environment);
    return command.redirectErrorStream(true).redirectOutput(output.toFile()).start();
  }

  /** What a verb of the launcher printed and how it ended. */
  record Run(int status, String output) {}

  /** Runs a verb of the launcher to its end. */
  Run quong(String... arguments) {
    ProcessBuilder command = new ProcessBuilder();
    command.command().add(HOME.resolve("quong").toString());
    command.command().addAll(List.of(arguments));
    command.environment().putAll(environment);
    command.redirectErrorStream(true);
    try {
      Path output = Files.createTempFile("quong-", ".out");
      // By a file: the programs that a start leaves running would keep a pipe open.
      Process process = command.redirectOutput(output.toFile()).start();
      if (!process.waitFor(START_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(
            "quong " + String.join(" ", arguments) + " did not end: " + Files.readString(output));
      }
      String text = Files.readString(output);
      Files.delete(output);
      return new Run(process.exitValue(), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  Installation start() {
    Run run = quong("start");
    if (run.status() != 0) {
      throw new AssertionError("quong start ended with " + run.status() + ":\n" + run.output());
    }
    return this;
  }

  Path prefix() {
    return prefix;
  }

  String proxy() {
    return "http://127.0.0.1:" + proxy;
  }

  String proxySsl() {
    return "https://127.0.0.1:" + proxySsl;
  }

  String admin() {
    return "http://127.0.0.1:" + admin;
  }

  String status() {
    return "http://127.0.0.1:" + status;
  }

  @Override
  public void close() {
    quong("stop");
  }
}
