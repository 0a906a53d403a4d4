package io.quong.admin.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quong.admin.api.Guard;
import io.quong.admin.fixture.Client;
import io.quong.admin.fixture.TestAdminApi;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the control plane itself says to who asks for an explanation; no node is connected. */
class ExplainTest {
  private static TestAdminApi api;
  private static Client client;

  @BeforeAll
  static void start() throws Exception {
    api = new TestAdminApi("explain", Guard.OPEN);
    client = new Client(api.port());
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  void withoutANodeThereIsNoExplanation() throws Exception {
    Client.Answer answer = client.post("/quong/explain", "{\"path\":\"/\"}");
    assertEquals(503, answer.status());
    assertEquals(
        "no node is connected that could explain", answer.body().get("message").textValue());
    assertEquals(404, client.get("/quong/explain/0123").status());
    assertEquals(400, client.post("/quong/explain?node=x", "{}").status());
  }

  @Test
  void aTokenIsGivenOutForNodesAndATime() throws Exception {
    long now = System.currentTimeMillis() / 1000;
    Client.Answer answer = client.post("/quong/explain/tokens", "{\"seconds\":60}");
    assertEquals(201, answer.status());
    assertEquals(32, answer.body().get("token").textValue().length());
    assertTrue(answer.body().get("expires_at").longValue() >= now + 60);
    assertEquals("[]", answer.body().get("nodes").toString());
    assertEquals("no-store", answer.header("Cache-Control"));
  }

  @Test
  void badFieldsAreNamed() throws Exception {
    refused("/quong/explain/tokens", "{\"seconds\":0}", "seconds");
    refused("/quong/explain/tokens", "{\"seconds\":\"x\"}", "seconds");
    refused("/quong/explain/tokens", "{\"nodes\":\"x\"}", "nodes");
    refused("/quong/explain/tokens", "{\"nodes\":[\"x\"]}", "nodes");
    refused("/quong/explain/tokens", "{\"hours\":1}", "hours");
    refused("/quong/explain?draft=%7B", "{}", "draft");
  }

  @Test
  void withoutADatabaseThereAreNoDrafts(@TempDir Path prefix) throws Exception {
    try (TestAdminApi document = TestAdminApi.withoutDatabase(prefix)) {
      Client.Answer answer =
          new Client(document.port()).post("/quong/explain", "{\"draft\":{\"changes\":[]}}");
      assertEquals(400, answer.status());
      assertTrue(answer.body().path("fields").has("draft"), answer.body().toString());
    }
  }

  private static void refused(String path, String body, String field) throws Exception {
    Client.Answer answer = client.post(path, body);
    assertEquals(400, answer.status(), path + body);
    assertTrue(answer.body().path("fields").has(field), answer.body().toString());
  }
}
