package io.quong.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.plugin.PluginCatalogue;
import io.quong.plugin.PluginDefinition;
import io.quong.schema.AutoValues;
import io.quong.schema.Mode;
import io.quong.schema.Prepared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every plugin has a page in {@code docs/plugins}, whose table of fields is what its declaration
 * says and whose examples the Admin API takes. With {@code -Dquong.write-docs=true} the tables are
 * written instead of compared.
 */
final class PluginPagesTest {
  private static final Path PAGES = Path.of("../docs/plugins");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern EXAMPLE = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);
  private static final String BEGIN = "<!-- begin fields -->\n";
  private static final String END = "<!-- end fields -->";

  private static final PluginCatalogue CATALOGUE =
      PluginCatalogue.load(PluginPagesTest.class.getClassLoader(), name -> true);

  @Test
  void everyPluginHasAPageAndNoPageIsOfAnother() throws IOException {
    Set<String> plugins = new TreeSet<>();
    CATALOGUE.definitions().forEach(plugin -> plugins.add(plugin.name()));
    Set<String> pages = new TreeSet<>();
    try (Stream<Path> files = Files.list(PAGES)) {
      files.forEach(file -> pages.add(file.getFileName().toString().replaceFirst("\\.md$", "")));
    }
    assertEquals(plugins, pages);
  }

  @TestFactory
  List<DynamicTest> thePageIsWhatTheDeclarationSays() {
    List<DynamicTest> tests = new ArrayList<>();
    for (PluginDefinition plugin : CATALOGUE.definitions()) {
      tests.add(DynamicTest.dynamicTest(plugin.name(), () -> compare(plugin)));
    }
    return tests;
  }

  private static void compare(PluginDefinition plugin) throws IOException {
    Path file = PAGES.resolve(plugin.name() + ".md");
    String page = Files.readString(file);
    int from = page.indexOf(BEGIN);
    int to = page.indexOf(END);
    assertTrue(from >= 0 && to > from, "a page has the marks of the table of fields");
    String expected = page.substring(0, from) + BEGIN + facts(plugin) + page.substring(to);
    if (Boolean.getBoolean("quong.write-docs")) {
      Files.writeString(file, expected);
    }
    assertEquals(expected, Files.readString(file));
    assertTrue(page.startsWith("# " + plugin.name() + "\n"));
    examples(plugin, page);
  }

  private static void examples(PluginDefinition plugin, String page) throws IOException {
    Matcher example = EXAMPLE.matcher(page);
    int found = 0;
    while (example.find()) {
      ObjectNode body = (ObjectNode) JSON.readTree(example.group(1));
      assertEquals(plugin.name(), body.path("name").asText());
      Prepared prepared =
          CATALOGUE
              .schema()
              .insert(body, new AutoValues(Clock.systemUTC(), new Random(1)), Mode.INSERT);
      assertTrue(prepared.isGood(), () -> prepared.errors().message());
      found++;
    }
    assertTrue(found > 0, "a page has an example");
  }

  private static String facts(PluginDefinition plugin) {
    StringBuilder text = new StringBuilder();
    text.append("Priority ").append(plugin.priority());
    if (plugin.runs()) {
      text.append("; phases: ")
          .append(
              plugin.phases().stream()
                  .sorted()
                  .map(phase -> phase.name().toLowerCase(Locale.ROOT))
                  .collect(Collectors.joining(", ")));
    } else {
      text.append("; can be configured, does not run yet");
    }
    text.append("; may be bound to: ")
        .append(
            plugin.scopes().isEmpty()
                ? "nothing (global alone)"
                : plugin.scopes().stream()
                    .sorted()
                    .map(scope -> scope.name().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(", ")))
        .append(".\n\n| field | type | default | limits |\n| --- | --- | --- | --- |\n");
    rows("", CATALOGUE.configView(plugin.name()).orElseThrow(), text);
    return text.toString();
  }

  private static void rows(String prefix, JsonNode record, StringBuilder text) {
    for (JsonNode each : record.path("fields")) {
      for (var field : each.properties()) {
        String name = prefix + field.getKey();
        JsonNode traits = field.getValue();
        text.append("| `").append(name).append("` | ").append(type(traits)).append(" | ");
        if (traits.has("default") && !traits.get("default").isNull()) {
          text.append('`').append(inTable(traits.get("default").toString())).append('`');
        }
        text.append(" | ").append(String.join("; ", limits(traits))).append(" |\n");
        JsonNode inner = traits.path("elements").has("fields") ? traits.get("elements") : traits;
        inner = traits.path("values").has("fields") ? traits.get("values") : inner;
        rows(name + (traits.has("fields") ? "." : "[]."), inner, text);
      }
    }
  }

  private static String type(JsonNode traits) {
    String type = traits.path("type").asText();
    JsonNode of = traits.has("values") ? traits.get("values") : traits.path("elements");
    return of.isMissingNode() ? type : type + " of " + of.path("type").asText();
  }

  private static List<String> limits(JsonNode traits) {
    List<String> limits = new ArrayList<>();
    boolean filled = traits.has("default") || traits.path("type").asText().equals("record");
    if (traits.path("required").asBoolean() && !filled) {
      limits.add("required");
    }
    bounds(traits, limits);
    for (String inner : new String[] {"elements", "keys", "values"}) {
      List<String> ofInner = new ArrayList<>();
      bounds(traits.path(inner), ofInner);
      if (!ofInner.isEmpty()) {
        limits.add((inner.equals("keys") ? "keys: " : "each: ") + String.join(", ", ofInner));
      }
    }
    return limits;
  }

  private static void bounds(JsonNode traits, List<String> limits) {
    if (traits.has("one_of")) {
      List<String> values = new ArrayList<>();
      traits.get("one_of").forEach(value -> values.add('`' + inTable(value.asText()) + '`'));
      limits.add("one of " + String.join(", ", values));
    }
    if (traits.has("eq")) {
      limits.add("only `" + traits.get("eq").asText() + '`');
    }
    if (traits.has("between")) {
      limits.add(traits.at("/between/0").asText() + " to " + traits.at("/between/1").asText());
    }
    if (traits.has("gt")) {
      limits.add("above " + traits.get("gt").asText());
    }
    if (traits.has("len_min")) {
      limits.add("length at least " + traits.get("len_min").asText());
    }
    if (traits.has("len_max")) {
      limits.add("length at most " + traits.get("len_max").asText());
    }
    if (traits.has("starts_with")) {
      limits.add("begins with `" + traits.get("starts_with").asText() + '`');
    }
    if (traits.has("match")) {
      limits.add("matches `" + inTable(traits.get("match").asText()) + '`');
    }
    if (traits.path("referenceable").asBoolean()) {
      limits.add("may be a vault reference");
    }
    if (traits.path("encrypted").asBoolean()) {
      limits.add("secret");
    }
  }

  private static String inTable(String text) {
    return text.replace("|", "\\|").replace("\n", " ");
  }
}
