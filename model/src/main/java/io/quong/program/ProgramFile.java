package io.quong.program;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The file by which a program says that it runs: {@code <prefix>/run/<program>.json}. It is written
 * by the program itself, first when it begins to start and again when it is ready.
 */
public final class ProgramFile {
  /**
   * What a program says.
   *
   * @param pid its process
   * @param started when that process started; tells it from a later one of the same number
   * @param ready whether it serves
   * @param addresses where it listens, by the name of the setting: {@code proxy_listen}
   */
  public record Content(
      long pid, Instant started, boolean ready, Map<String, List<String>> addresses) {
    /** Clocks of process and system differ by less. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    /** Whether that very process is still there. */
    public boolean runs() {
      return ProcessHandle.of(pid)
          .filter(ProcessHandle::isAlive)
          .filter(process -> !defunct(pid))
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

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;

  /**
   * @param program {@code control-plane} or {@code data-plane}
   */
  public ProgramFile(Path prefix, String program) {
    file = prefix.resolve("run").resolve(program + ".json");
  }

  /** Says that this process starts or, with addresses, is ready. */
  public void write(boolean ready, Map<String, List<String>> addresses) throws IOException {
    ProcessHandle self = ProcessHandle.current();
    ObjectNode json = JSON.createObjectNode();
    json.put("pid", self.pid());
    json.put("started", self.info().startInstant().orElse(Instant.EPOCH).toString());
    json.put("ready", ready);
    json.set("addresses", JSON.valueToTree(addresses));
    Files.createDirectories(file.getParent());
    Path temporary = Files.createTempFile(file.getParent(), ".program", ".tmp");
    Files.writeString(temporary, json.toPrettyString() + "\n", StandardCharsets.UTF_8);
    Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** What the file says; null when there is none that can be read. */
  public Content read() {
    try {
      JsonNode json = JSON.readTree(Files.readString(file, StandardCharsets.UTF_8));
      Map<String, List<String>> addresses = new TreeMap<>();
      json.path("addresses")
          .fields()
          .forEachRemaining(
              entry -> {
                List<String> all = new java.util.ArrayList<>();
                entry.getValue().forEach(address -> all.add(address.asText()));
                addresses.put(entry.getKey(), List.copyOf(all));
              });
      return new Content(
          json.path("pid").asLong(),
          Instant.parse(json.path("started").asText()),
          json.path("ready").asBoolean(),
          addresses);
    } catch (NoSuchFileException e) {
      return null;
    } catch (IOException | java.time.DateTimeException e) {
      return null;
    }
  }

  /** Removes the file, if it is this process's own. */
  public void remove() throws IOException {
    Content content = read();
    if (content != null && content.pid() == ProcessHandle.current().pid()) {
      Files.deleteIfExists(file);
    }
  }

  /** Removes the file of a process that is gone. */
  public void removeStale() throws IOException {
    Content content = read();
    if (content == null || !content.runs()) {
      Files.deleteIfExists(file);
    }
  }

  /**
   * Whether a process has ended and only its parent has not noticed, as happens in containers whose
   * first process does not care for orphans.
   */
  public static boolean defunct(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      return stat.startsWith("Z", stat.lastIndexOf(')') + 2);
    } catch (IOException e) {
      return false;
    }
  }
}
