package io.quong.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quong.program.ProgramArguments.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramFileTest {
  @TempDir Path prefix;

  @Test
  void aRunningProgramIsKnownByItsFile() throws Exception {
    ProgramFile file = new ProgramFile(prefix, "data-plane");
    assertNull(file.read());
    file.write(false, Map.of());
    assertFalse(file.read().ready());
    file.write(true, Map.of("proxy_listen", List.of("http://0.0.0.0:8000")));
    ProgramFile.Content content = file.read();
    assertTrue(content.ready());
    assertTrue(content.runs());
    assertEquals(ProcessHandle.current().pid(), content.pid());
    assertEquals(Map.of("proxy_listen", List.of("http://0.0.0.0:8000")), content.addresses());
    file.removeStale();
    assertNotNull(file.read());
    file.remove();
    assertNull(file.read());
  }

  @Test
  void anotherProcessWithTheSameNumberIsNotTheProgram() throws Exception {
    ProgramFile file = new ProgramFile(prefix, "control-plane");
    file.write(true, Map.of());
    Path written = prefix.resolve("run/control-plane.json");
    String text = Files.readString(written);
    Files.writeString(
        written,
        text.replaceAll("\"started\" : \"[^\"]*\"", "\"started\" : \"2001-01-01T00:00:00Z\""));
    assertFalse(file.read().runs());
    file.removeStale();
    assertNull(file.read());
  }

  @Test
  void halfAFileIsNone() throws Exception {
    Files.createDirectories(prefix.resolve("run"));
    Files.writeString(prefix.resolve("run/control-plane.json"), "{\"pid\":");
    assertNull(new ProgramFile(prefix, "control-plane").read());
  }

  @Test
  void argumentsAreFilePrefixAndSettings() throws Exception {
    ProgramArguments arguments =
        ProgramArguments.parse(List.of("-c", "/k.conf", "-p", "/p", "-s", "pg_port=1"));
    assertEquals(Path.of("/k.conf"), arguments.file());
    assertEquals(Map.of("prefix", "/p", "pg_port", "1"), arguments.overrides());
    assertEquals(arguments, ProgramArguments.parse(arguments.toArguments()));
    for (List<String> bad :
        List.of(List.of("-c"), List.of("x"), List.of("-x", "y"), List.of("-s", "noequals"))) {
      assertThrows(UsageException.class, () -> ProgramArguments.parse(bad));
    }
  }
}
