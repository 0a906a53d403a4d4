package io.quong.admin.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quong.admin.api.Guard;
import io.quong.admin.fixture.Client;
import io.quong.admin.fixture.TestAdminApi;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class OpenApiTest {
  @Test
  void everyPathIsThereAndEveryReferenceAndParameterIsDeclared() throws Exception {
    try (TestAdminApi api = new TestAdminApi("openapi", Guard.OPEN)) {
      Client client = new Client(api.port());
      JsonNode document = client.get("/quong/openapi.json").body();
      assertEquals("3.1.0", document.get("openapi").asText());
      List<String> wanted = new ArrayList<>();
      client.get("/endpoints").body().get("data").forEach(each -> wanted.add(each.asText()));
      List<String> found = new ArrayList<>();
      document.get("paths").fieldNames().forEachRemaining(found::add);
      assertEquals(new HashSet<>(wanted), new HashSet<>(found));
      Set<String> operations = new HashSet<>();
      for (var path : document.get("paths").properties()) {
        for (JsonNode parameter : path.getValue().path("parameters")) {
          assertTrue(path.getKey().contains("{" + parameter.get("name").asText() + "}"));
        }
        long braces = Pattern.compile("\\{").matcher(path.getKey()).results().count();
        assertEquals(braces, path.getValue().path("parameters").size(), path.getKey());
        for (var operation : path.getValue().properties()) {
          if (operation.getValue().isObject()) {
            assertTrue(operation.getValue().get("responses").size() > 0);
            assertTrue(operations.add(operation.getValue().get("operationId").asText()));
          }
        }
      }
      for (JsonNode reference : document.findValues("$ref")) {
        String pointer = reference.asText().substring(1);
        assertTrue(document.at(pointer).isObject(), pointer);
      }
      JsonNode port = document.at("/components/schemas/services/properties/port");
      assertEquals(80, port.get("default").asInt());
      assertEquals(65_535, port.get("maximum").asInt());
    }
  }

  @Test
  void theLintTellsWhatWillNotWork() throws Exception {
    try (TestAdminApi api = new TestAdminApi("lint", Guard.OPEN)) {
      Client client = new Client(api.port());
      client.post("/upstreams", "{\"name\":\"u\"}");
      client.post("/routes", "{\"name\":\"one\",\"paths\":[\"/a\"],\"hosts\":[\"a\",\"b\"]}");
      client.post("/routes", "{\"name\":\"two\",\"paths\":[\"/a\"],\"hosts\":[\"b\",\"a\"]}");
      Set<String> ids = new HashSet<>();
      JsonNode findings = client.get("/quong/lint").body();
      findings.get("data").forEach(each -> ids.add(each.get("id").asText()));
      assertEquals(Set.of("upstream-without-targets", "shadowed-route"), ids);
    }
  }
}
