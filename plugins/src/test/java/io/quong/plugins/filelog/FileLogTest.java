package io.quong.plugins.filelog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quong.plugins.fixture.TestContext;
import io.quong.plugins.fixture.TestExchange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** file-log on a real disk. */
final class FileLogTest {
  private final TestContext context = new TestContext();
  @TempDir Path folder;

  private LogFiles files() {
    return context.nodeWide(LogFiles.class, LogFiles::new);
  }

  @AfterEach
  void close() throws InterruptedException {
    files().close();
  }

  private static TestExchange entry(int number) {
    TestExchange exchange = TestExchange.of("GET", "/x");
    exchange.entry.put("n", number);
    return exchange;
  }

  /** Waits until the file has so many lines. */
  private static List<String> lines(Path file, int count) throws IOException, InterruptedException {
    long until = System.nanoTime() + 10_000_000_000L;
    while (System.nanoTime() < until) {
      if (Files.exists(file) && Files.readAllLines(file).size() >= count) {
        break;
      }
      Thread.onSpinWait();
    }
    return Files.readAllLines(file);
  }

  @Test
  void linesAreAppended() throws Exception {
    Path file = folder.resolve("a.log");
    Files.writeString(file, "before\n");
    FileLog plugin = new FileLog(new FileLogConfig(file.toString(), false, null), context);
    plugin.log(entry(1));
    plugin.log(entry(2));
    assertEquals(List.of("before", "{\"n\":1}", "{\"n\":2}"), lines(file, 3));
  }

  @Test
  void withReopenADeletedFileIsBegunAgain() throws Exception {
    Path file = folder.resolve("b.log");
    FileLog plugin = new FileLog(new FileLogConfig(file.toString(), true, null), context);
    plugin.log(entry(1));
    assertEquals(List.of("{\"n\":1}"), lines(file, 1));
    Files.delete(file);
    plugin.log(entry(2));
    assertEquals(List.of("{\"n\":2}"), lines(file, 1));
  }

  @Test
  void withoutReopenLinesGoOnToTheMovedFile() throws Exception {
    Path file = folder.resolve("c.log");
    Path moved = folder.resolve("c.1");
    FileLog plugin = new FileLog(new FileLogConfig(file.toString(), false, null), context);
    plugin.log(entry(1));
    lines(file, 1);
    Files.move(file, moved);
    plugin.log(entry(2));
    assertEquals(List.of("{\"n\":1}", "{\"n\":2}"), lines(moved, 2));
  }

  @Test
  void aPathThatCannotBeOpenedHarmsNoOther() throws Exception {
    new FileLog(new FileLogConfig(folder.toString(), false, null), context).log(entry(1));
    Path file = folder.resolve("d.log");
    new FileLog(new FileLogConfig(file.toString(), false, null), context).log(entry(2));
    assertEquals(List.of("{\"n\":2}"), lines(file, 1));
  }
}
