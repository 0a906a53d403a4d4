package io.quong.admin.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quong.admin.api.Guard;
import io.quong.admin.fixture.Client;
import io.quong.admin.fixture.Client.Answer;
import io.quong.admin.fixture.TestAdminApi;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Changes as wholes: lists of them, versions, the way back, entity tags, events. */
class HistoryTest {
  private static TestAdminApi api;
  private static Client client;

  @BeforeAll
  static void start() throws Exception {
    api = new TestAdminApi("history", Guard.OPEN);
    client = new Client(api.port());
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @BeforeEach
  void clear() throws Exception {
    api.clear();
  }

  private static String service(String name) {
    return "{\"name\":\"" + name + "\",\"host\":\"" + name + ".test\"}";
  }

  private static long newest() throws Exception {
    return client.get("/quong/versions?size=1").body().at("/data/0/version").asLong();
  }

  @Test
  void aListIsSortedOutWhateverItsOrder() throws Exception {
    client.post("/services", service("old"));
    long before = newest();
    Answer answer =
        client.post(
            "/quong/changes",
            """
            {"changes":[
             {"operation":"delete","kind":"services","key":"old"},
             {"operation":"create","kind":"plugins",
              "entity":{"name":"key-auth","route":{"name":"r"}}},
             {"operation":"create","kind":"routes",
              "entity":{"name":"r","paths":["/r"],"service":{"name":"s"}}},
             {"operation":"upsert","kind":"services","key":"s","entity":{"host":"s.test"}}]}
            """);
    assertEquals(200, answer.status(), () -> answer.body().toString());
    assertEquals(before + 1, answer.body().get("version").asLong());
    assertEquals(before + 1, newest());
    assertEquals(404, client.get("/services/old").status());
    assertEquals(
        client.get("/services/s").body().get("id"),
        client.get("/routes/r").body().at("/service/id"));
    assertEquals(1, client.get("/routes/r/plugins").body().get("data").size());
  }

  @Test
  void aListIsRefusedWholeWithAllErrors() throws Exception {
    client.post("/services", service("kept"));
    long before = newest();
    Answer answer =
        client.post(
            "/quong/changes",
            """
            {"changes":[
             {"operation":"create","kind":"services","entity":{"name":"new","host":"h"}},
             {"operation":"create","kind":"services","entity":{"name":"kept","host":"h"}},
             {"operation":"create","kind":"routes","entity":{"paths":["/a"],"service":{"name":"x"}}},
             {"operation":"fly","kind":"routes"}]}
            """);
    assertEquals(400, answer.status());
    assertEquals("3 of 4 changes refused", answer.body().get("message").asText());
    assertEquals(1, answer.body().at("/errors/0/index").asInt());
    assertEquals(5, answer.body().at("/errors/0/code").asInt());
    assertEquals(13, answer.body().at("/errors/1/code").asInt());
    assertEquals(
        "expected one of: create, update, upsert, delete",
        answer.body().at("/errors/2/fields/operation").asText());
    assertEquals(404, client.get("/services/new").status());
    assertEquals(before, newest());
  }

  @Test
  void aDryRunTellsTheDifferenceAndChangesNothing() throws Exception {
    client.post("/services", service("s"));
    long before = newest();
    Answer answer =
        client.post(
            "/quong/changes?dry_run=1",
            """
            {"changes":[{"operation":"update","kind":"services","key":"s","entity":{"port":81}}]}
            """);
    assertEquals(200, answer.status());
    assertEquals("update", answer.body().at("/changes/0/operation").asText());
    assertEquals(80, answer.body().at("/changes/0/fields/port/from").asInt());
    assertEquals(81, answer.body().at("/changes/0/fields/port/to").asInt());
    assertEquals(80, client.get("/services/s").body().get("port").asInt());
    assertEquals(before, newest());
  }

  @Test
  void aRollBackMakesANewVersionThatIsAsTheOldOne() throws Exception {
    client.post("/services", service("s"));
    client.post("/services/s/routes", "{\"name\":\"r\",\"paths\":[\"/r\"]}");
    String tag = client.get("/services/s").header("ETag");
    long then = newest();
    client.send("PATCH", "/services/s", "{\"port\":81,\"name\":\"t\"}");
    client.post("/services", service("s"));
    client.send("DELETE", "/routes/r", null);
    long now = newest();
    Answer diff = client.get("/quong/versions/" + then + "/diff/" + now);
    assertEquals(3, diff.body().get("changes").size());
    Answer dry = client.post("/quong/versions/" + then + "/rollback?dry_run=1", "{}");
    assertEquals(200, dry.status(), () -> dry.body().toString());
    assertEquals(now, newest());
    Answer back = client.post("/quong/versions/" + then + "/rollback", "{}");
    assertEquals(200, back.status(), () -> back.body().toString());
    assertEquals(now + 1, newest());
    assertEquals(tag, client.get("/services/s").header("ETag"));
    assertEquals(404, client.get("/services/t").status());
    assertEquals(
        client.get("/services/s").body().get("id"),
        client.get("/routes/r").body().at("/service/id"));
    assertEquals(
        0,
        client.get("/quong/versions/" + then + "/diff/" + (now + 1)).body().get("changes").size());
  }

  @Test
  void aVersionTellsWhenWhereFromAndWhat() throws Exception {
    client.post("/services", service("s"));
    Answer version = client.get("/quong/versions/" + newest());
    assertEquals("127.0.0.1", version.body().get("source").asText());
    assertTrue(version.body().get("who").isNull());
    assertEquals(1, version.body().get("created").asInt());
    assertEquals("create", version.body().at("/changes/0/operation").asText());
    assertEquals("services", version.body().at("/changes/0/kind").asText());
    assertEquals("s", version.body().at("/changes/0/name").asText());
    assertEquals(404, client.get("/quong/versions/999999").status());
    assertEquals(400, client.get("/quong/versions/x").status());
  }

  @Test
  void aTagProtectsAgainstWritesInBetween() throws Exception {
    client.post("/services", service("s"));
    String seen = client.get("/services/s").header("ETag");
    Answer first = client.send("PATCH", "/services/s", "{\"port\":81}", "If-Match", seen);
    assertEquals(200, first.status());
    assertNotEquals(seen, first.header("ETag"));
    assertEquals(first.header("ETag"), client.get("/services/s").header("ETag"));
    assertEquals(
        412, client.send("PATCH", "/services/s", "{\"port\":82}", "If-Match", seen).status());
    assertEquals(412, client.send("PUT", "/services/s", service("s"), "If-Match", seen).status());
    assertEquals(412, client.send("DELETE", "/services/s", null, "If-Match", seen).status());
    assertEquals(81, client.get("/services/s").body().get("port").asInt());
    assertEquals(204, client.send("DELETE", "/services/s", null, "If-Match", "*").status());
    String list = "{\"changes\":[]}";
    assertEquals(412, client.send("POST", "/quong/changes", list, "If-Match", "\"0\"").status());
    assertEquals(
        200,
        client.send("POST", "/quong/changes", list, "If-Match", "\"" + newest() + "\"").status());
  }

  @Test
  void eventsAreResumedBehindTheLastOneSeen() throws Exception {
    client.post("/services", service("one"));
    long seen = newest();
    client.post("/services", service("two"));
    URLConnection connection =
        URI.create("http://127.0.0.1:" + api.port() + "/quong/events").toURL().openConnection();
    connection.setReadTimeout(20_000);
    connection.setRequestProperty("Last-Event-ID", Long.toString(seen));
    try (BufferedReader events =
        new BufferedReader(
            new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
      assertEquals("id: " + (seen + 1), next(events, "id: "));
      assertTrue(next(events, "data: ").contains("\"name\":\"two\""));
      client.post("/services", service("three"));
      assertTrue(next(events, "data: ").contains("\"name\":\"three\""));
    }
  }

  private static String next(BufferedReader events, String prefix) throws Exception {
    String line = events.readLine();
    while (line != null && !line.startsWith(prefix)) {
      line = events.readLine();
    }
    return line;
  }
}
