package io.quong.admin.declarative;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quong.admin.api.Guard;
import io.quong.admin.fixture.Client;
import io.quong.admin.fixture.Client.Answer;
import io.quong.admin.fixture.TestAdminApi;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents: loaded by a node without a database, imported and exported with one. */
class DeclarativeTest {
  private static final String DOCUMENT =
      """
      {"_format_version":"3.0","services":[{"name":"s1","host":"a.test",
        "plugins":[{"name":"key-auth"}],"routes":[{"name":"r1","paths":["/a"],
          "plugins":[{"name":"cors"}]}]}],
       "plugins":[{"name":"cors","service":"ok"}],"consumers":[{"username":"u1",
         "acls":[{"group":"g"}]}],
       "upstreams":[{"name":"up","targets":[{"target":"127.0.0.1:18090"}]}]}
      """;

  @Test
  void idsFollowFromNamesAsKongs() throws Exception {
    UUID root = UUID.fromString("fd02801f-0957-4a15-a55a-c8d9606f30b5");
    UUID services = NamedIds.named(root, "services");
    assertEquals("356ebaf8-b7af-5cba-99a1-f392e34730ab", NamedIds.named(services, "s1").toString());
  }

  @Test
  void aDocumentIsWholeOrNothingAndIsThereAfterARestart(@TempDir Path prefix) throws Exception {
    try (TestAdminApi api = TestAdminApi.withoutDatabase(prefix)) {
      Client client = new Client(api.port());
      String good = DOCUMENT.replace("\"service\":\"ok\"", "\"service\":\"s1\"");
      Answer loaded = client.post("/config", good);
      assertEquals(201, loaded.status(), () -> loaded.body().toString());
      assertTrue(
          loaded.body().at("/services/356ebaf8-b7af-5cba-99a1-f392e34730ab").isObject(),
          () -> loaded.body().toString());
      assertTrue(loaded.body().at("/plugins/560b3b4c-34d8-5229-b857-ca18a6482700").isObject());
      assertTrue(loaded.body().at("/plugins/c490489e-4399-5c4c-b86d-ad8ac16eb6f5").isObject());
      assertTrue(loaded.body().at("/acls/83776d45-3c6f-5e2c-83f8-c15568aaf422").isObject());
      assertTrue(loaded.body().at("/targets/267d8ba1-eea8-5221-b181-957d56b95f5a").isObject());
      Answer refused = client.post("/config", DOCUMENT);
      assertEquals(400, refused.status());
      assertEquals(14, refused.body().get("code").asInt());
      assertEquals(200, client.get("/services/s1").status());
      assertEquals(405, client.send("DELETE", "/services/s1", null).status());
      assertEquals(204, client.send("DELETE", "/services/none", null).status());
    }
    try (TestAdminApi api = TestAdminApi.withoutDatabase(prefix)) {
      assertEquals(200, new Client(api.port()).get("/services/s1").status());
    }
  }

  @Test
  void whatIsExportedCanBeImportedAgain() throws Exception {
    try (TestAdminApi api = new TestAdminApi("declarative", Guard.OPEN)) {
      Client client = new Client(api.port());
      client.post("/services", "{\"name\":\"s\",\"host\":\"s.test\",\"tags\":[\"7\",\"no\"]}");
      client.post("/services/s/routes", "{\"name\":\"r\",\"paths\":[\"/r\"]}");
      Answer before = client.get("/services/s");
      String document = text(api, "GET", null).body();
      client.send("DELETE", "/routes/r", null);
      client.send("DELETE", "/services/s", null);
      HttpResponse<String> imported = text(api, "POST", document);
      assertEquals(200, imported.statusCode(), imported::body);
      assertEquals(200, text(api, "POST", document).statusCode());
      assertEquals(before.body().get("tags"), client.get("/services/s").body().get("tags"));
      assertEquals(before.body().get("id"), client.get("/routes/r").body().at("/service/id"));
      client.send("PATCH", "/services/s", "{\"name\":\"t\"}");
      client.post("/services", "{\"name\":\"s\",\"host\":\"x\"}");
      HttpResponse<String> conflict = text(api, "POST", document);
      assertEquals(409, conflict.statusCode());
      assertTrue(conflict.body().contains("UNIQUE violation detected on"), conflict::body);
      assertFalse(client.get("/services/t").body().isEmpty());
    }
  }

  private static HttpResponse<String> text(TestAdminApi api, String method, String body)
      throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(
                    URI.create("http://127.0.0.1:" + api.port() + "/quong/declarative"))
                .header("Content-Type", "application/yaml")
                .method(
                    method,
                    body == null
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }
}
