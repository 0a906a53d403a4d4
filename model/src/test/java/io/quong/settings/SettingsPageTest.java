package io.quong.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The tables of {@code docs/settings.md} are what the declarations say. With {@code
 * -Dquong.write-docs=true} the page is written instead of compared.
 */
class SettingsPageTest {
  private static final Path PAGE = Path.of("../docs/settings.md");

  private static String table(String name, List<Key<?>> keys) {
    StringBuilder table = new StringBuilder("<!-- begin " + name + " -->\n");
    table.append("| Key | Default | |\n| --- | --- | --- |\n");
    for (Key<?> key : keys) {
      table
          .append("| `")
          .append(key.name())
          .append("` | ")
          .append(key.defaultText() == null ? "" : "`" + key.defaultText() + "`")
          .append(" | ")
          .append(notes(key))
          .append(" |\n");
    }
    return table.append("<!-- end ").append(name).append(" -->").toString();
  }

  private static String notes(Key<?> key) {
    if (key.noEffect() != null) {
      return "no effect: " + key.noEffect();
    }
    String also =
        key.aliases().isEmpty() ? "" : "also `" + String.join("`, `", key.aliases()) + "`";
    String limits = key.notYet() == null ? "" : key.notYet();
    return String.join("; ", List.of(also, limits).stream().filter(s -> !s.isEmpty()).toList());
  }

  private static String replaced(String page, String table) {
    String begin = table.substring(0, table.indexOf('\n'));
    String end = table.substring(table.lastIndexOf('\n') + 1);
    int from = page.indexOf(begin);
    int to = page.indexOf(end);
    return page.substring(0, from) + table + page.substring(to + end.length());
  }

  @Test
  void thePageListsEveryKeyWithItsDefault() throws IOException {
    String page = Files.readString(PAGE);
    String expected = replaced(page, table("node", Keys.ALL));
    expected = replaced(expected, table("clients", ClientKeys.ALL));
    expected = replaced(expected, table("logs", LogKeys.ALL));
    expected = replaced(expected, table("store", StoreKeys.ALL));
    expected = replaced(expected, table("cluster", ClusterKeys.ALL));
    expected = replaced(expected, table("admin", AdminKeys.ALL));
    if (Boolean.getBoolean("quong.write-docs")) {
      Files.writeString(PAGE, expected);
    }
    assertEquals(expected, Files.readString(PAGE));
  }
}
