package io.quong.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The plugin guide and its example are the same text. */
final class PluginGuideTest {
  private static final Path EXAMPLE = Path.of("src/test/resources/plugin-guide");
  private static final Path GUIDE = Path.of("../docs/plugin-guide.md");
  private static final Pattern FILE =
      Pattern.compile("(?m)^`([\\w/.-]+)`\\n\\n```\\w+\\n(.*?)^```$", Pattern.DOTALL);

  @Test
  void theGuideShowsTheExamplesFilesAsTheyAre() throws IOException {
    Map<String, String> shown = new TreeMap<>();
    Matcher files = FILE.matcher(Files.readString(GUIDE));
    while (files.find()) {
      shown.put(files.group(1), files.group(2));
    }
    Map<String, String> there = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(EXAMPLE)) {
      List<Path> sources = walk.filter(Files::isRegularFile).toList();
      for (Path source : sources) {
        there.put(EXAMPLE.relativize(source).toString(), Files.readString(source));
      }
    }
    assertEquals(there, shown);
  }
}
