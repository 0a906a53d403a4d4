package io.quong.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A page with blocks of {@code console}: lines that begin with {@code $} are commands of one shell,
 * what stands below each is its output.
 */
final class ConsoleText {
  private static final String BEGIN = "```console";
  private static final String END = "```";
  private static final String MARK = "=====end=of=command=====";

  /** One command and what the page says of it. */
  record Command(String text, String output) {}

  private final Path file;

  ConsoleText(Path file) {
    this.file = file;
  }

  List<Command> commands() throws IOException {
    List<Command> commands = new ArrayList<>();
    boolean inside = false;
    StringBuilder output = new StringBuilder();
    String command = null;
    for (String line : Files.readAllLines(file)) {
      boolean end = inside && line.equals(END);
      if (inside && (end || line.startsWith("$ "))) {
        if (command != null) {
          commands.add(new Command(command, output.toString()));
        }
        command = end ? null : line.substring(2);
        output.setLength(0);
      } else if (inside) {
        output.append(line).append('\n');
      }
      inside = line.equals(BEGIN) || (inside && !end);
    }
    return commands;
  }

  /** Runs all of them in one shell; their outputs in order. */
  static List<String> run(List<Command> commands, Path folder, Map<String, String> environment)
      throws IOException, InterruptedException {
    StringBuilder script = new StringBuilder();
    commands.forEach(
        each -> script.append(each.text()).append("\necho ").append(MARK).append('\n'));
    Path source = Files.writeString(folder.resolve("commands.sh"), script);
    Path output = folder.resolve("commands.out");
    ProcessBuilder bash = new ProcessBuilder("bash", source.toString());
    bash.environment().putAll(environment);
    Process process =
        bash.directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("the commands did not end: " + Files.readString(output));
    }
    List<String> outputs = new ArrayList<>();
    StringBuilder one = new StringBuilder();
    for (String line : Files.readString(output).replace("\r", "").lines().toList()) {
      if (line.endsWith(MARK)) {
        String rest = line.substring(0, line.length() - MARK.length());
        outputs.add(rest.isEmpty() ? one.toString() : one.append(rest).append('\n').toString());
        one.setLength(0);
      } else {
        one.append(line).append('\n');
      }
    }
    return outputs;
  }

  /** The page with these outputs in the place of its own. */
  void rewrite(List<String> outputs) throws IOException {
    StringBuilder page = new StringBuilder();
    boolean inside = false;
    int next = 0;
    for (String line : Files.readAllLines(file)) {
      boolean end = inside && line.equals(END);
      if (!inside || end || line.startsWith("$ ")) {
        page.append(line).append('\n');
      }
      if (inside && line.startsWith("$ ")) {
        page.append(outputs.get(next++));
      }
      inside = line.equals(BEGIN) || (inside && !end);
    }
    Files.writeString(file, page);
  }

  /**
   * Runs the page and holds it against what comes.
   *
   * @param write puts the outputs into the page instead
   */
  void check(Path folder, boolean write) throws IOException, InterruptedException {
    List<Command> commands = commands();
    List<String> outputs = run(commands, folder, Map.of());
    assertEquals(commands.size(), outputs.size());
    if (write) {
      rewrite(outputs);
      return;
    }
    StringBuilder told = new StringBuilder();
    StringBuilder seen = new StringBuilder();
    for (int i = 0; i < outputs.size(); i++) {
      String command = "$ " + commands.get(i).text() + "\n";
      told.append(command).append(settled(commands.get(i).output()));
      seen.append(command).append(settled(outputs.get(i)));
    }
    assertEquals(told.toString(), seen.toString());
  }

  /** Without what is another each time. */
  private static String settled(String output) {
    return output
        .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "<uuid>")
        .replaceAll("\\b[0-9a-f]{32}\\b", "<id>")
        .replaceAll("-[0-9a-f]{16}-0", "-<span>-0")
        .replaceAll("\\b1[0-9]{12}\\b", "<millis>")
        .replaceAll("\"duration\":[0-9]+", "\"duration\":<millis>")
        .replaceAll("20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9:]+Z", "<time>")
        .replaceAll("(?i)(x-ratelimit-(remaining|reset)|retry-after): [0-9]+", "$1: <number>")
        .replaceAll("\"retryAfter\":[0-9]+", "\"retryAfter\":<number>");
  }
}
