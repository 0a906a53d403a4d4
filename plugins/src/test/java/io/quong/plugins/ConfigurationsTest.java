package io.quong.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.plugins.acl.AclConfig;
import io.quong.plugins.cors.CorsConfig;
import io.quong.plugins.httplog.HttpLogConfig;
import io.quong.plugins.keyauth.KeyAuthConfig;
import io.quong.plugins.prometheus.PrometheusConfig;
import io.quong.plugins.ratelimiting.RateLimitingConfig;
import io.quong.plugins.requesttransformer.RequestTransformerConfig;
import io.quong.plugins.responsetransformer.ResponseTransformerConfig;
import io.quong.schema.AutoValues;
import io.quong.schema.Mode;
import io.quong.schema.Prepared;
import io.quong.schema.Schema;
import io.quong.schema.rule.Check;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What a real Kong made of configurations, or why it refused them, holds for ours. */
final class ConfigurationsTest {
  private static final Path CASES = Path.of("../acceptance/conformance/cases");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern PLACE = Pattern.compile("\\S+\\.lua:\\d+");
  private static final Map<String, Class<? extends Record>> TYPES =
      Map.of(
          "key-auth", KeyAuthConfig.class,
          "acl", AclConfig.class,
          "cors", CorsConfig.class,
          "rate-limiting", RateLimitingConfig.class,
          "request-transformer", RequestTransformerConfig.class,
          "response-transformer", ResponseTransformerConfig.class,
          "http-log", HttpLogConfig.class,
          "prometheus", PrometheusConfig.class);

  @TestFactory
  List<DynamicTest> recordedConfigurations() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    try (Stream<Path> files = Files.walk(CASES)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".json")).sorted().toList()) {
        int number = 0;
        for (JsonNode step : JSON.readTree(file.toFile()).path("steps")) {
          number++;
          JsonNode sent = step.at("/send/json");
          Class<? extends Record> type = TYPES.get(sent.path("name").asText());
          boolean creates =
              step.at("/send/method").asText().equals("POST")
                  && step.at("/send/path").asText().endsWith("/plugins");
          if (type != null && creates && !sent.toString().contains("${")) {
            String name = CASES.relativize(file) + " " + number;
            tests.add(DynamicTest.dynamicTest(name, () -> check(type, sent, step.path("expect"))));
          }
        }
      }
    }
    return tests;
  }

  private static void check(Class<? extends Record> type, JsonNode sent, JsonNode expected) {
    ObjectNode config =
        sent.path("config") instanceof ObjectNode given
            ? given.deepCopy()
            : JSON.createObjectNode();
    Schema schema = Schema.of(type);
    Prepared prepared =
        schema.insert(config, new AutoValues(Clock.systemUTC(), new Random(1)), Mode.INSERT);
    JsonNode fields = expected.at("/json/fields");
    JsonNode wrong = fields.path("config");
    if (wrong.isTextual()) {
      assertEquals(wrong.asText(), refusedWhole(type, prepared.entity()));
    } else if (!fields.has("@entity") && !fields.has("redis_host")) {
      // Those two are of the plugin around it.
      String errors = PLACE.matcher(prepared.errors().fields().toString()).replaceAll("<any>");
      assertEquals(wrong.isMissingNode() ? JSON.createObjectNode() : wrong, read(errors));
    }
    JsonNode shown = expected.at("/json/config");
    if (shown.isObject()) {
      assertEquals(shown, schema.show(prepared.entity()));
      schema.bind(prepared.entity(), type);
    }
  }

  private static String refusedWhole(Class<? extends Record> type, ObjectNode config) {
    try {
      Check check = type.getAnnotation(Check.class);
      return check.value().getConstructor().newInstance().refuse(config);
    } catch (ReflectiveOperationException wrong) {
      throw new IllegalStateException(wrong);
    }
  }

  private static JsonNode read(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
