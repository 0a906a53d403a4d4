package io.quong.admin.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import io.quong.admin.api.Guard;
import io.quong.admin.fixture.Client;
import io.quong.admin.fixture.TestAdminApi;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What few ask for, as Kong answers it. */
class KongsCornersTest {
  private static TestAdminApi api;
  private static Client client;

  @BeforeAll
  static void start() throws Exception {
    api = new TestAdminApi("corners", Guard.OPEN);
    client = new Client(api.port());
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  void aPasswordAndItsConsumerAreChangedTogether() throws Exception {
    client.post("/consumers", "{\"username\":\"c\"}");
    JsonNode made =
        client.post("/consumers/c/basic-auth", "{\"username\":\"u\",\"password\":\"p\"}").body();
    String consumer = made.get("consumer").toString();
    assertEquals(
        "schema violation (all or none of these fields must be set: 'password', 'consumer.id')",
        client
            .send("PATCH", "/basic-auths/u", "{\"consumer\":" + consumer + "}")
            .body()
            .get("message")
            .asText());
    JsonNode kept = client.send("PATCH", "/consumers/c/basic-auth/u", "{\"tags\":[\"a\"]}").body();
    assertEquals(made.get("password"), kept.get("password"));
    String again = "{\"password\":\"p\",\"consumer\":" + consumer + "}";
    assertEquals(
        made.get("password"), client.send("PATCH", "/basic-auths/u", again).body().get("password"));
  }

  @Test
  void aTargetHasAWeight() throws Exception {
    client.post("/upstreams", "{\"name\":\"u\"}");
    assertEquals(
        "{\"weight\":\"required field missing\"}",
        client
            .post("/upstreams/u/targets", "{\"target\":\"a.test:80\",\"weight\":null}")
            .body()
            .get("fields")
            .toString());
  }

  @Test
  void whatCannotBeStoredIsNotFound() throws Exception {
    for (String path : List.of("/consumers?tags=a%00", "/consumers?custom_id=%00")) {
      assertEquals("{\"data\":[],\"next\":null}", client.get(path).body().toString(), path);
    }
  }

  @Test
  void whatHasNoApiHasASchema() throws Exception {
    for (String kind :
        List.of(
            "tags", "workspaces", "parameters", "clustering_data_planes", "ratelimiting_metrics")) {
      assertEquals(200, client.get("/schemas/" + kind).status(), kind);
    }
    List<String> names = new ArrayList<>();
    client
        .get("/schemas/parameters")
        .body()
        .get("fields")
        .forEach(each -> each.fieldNames().forEachRemaining(names::add));
    assertEquals(List.of("created_at", "key", "value"), names);
  }

  @Test
  void whatAcmeKeepsHasItsApi() throws Exception {
    String item = "{\"key\":\"k\",\"value\":\"v\"}";
    assertEquals("v", client.post("/acme_storage", item).body().get("value").asText());
    assertEquals(409, client.post("/acme_storage", item).status());
    assertEquals(400, client.get("/acme_storage/k").status());
  }

  @Test
  void formsHaveNumbersAsLuaReadsThem() throws Exception {
    JsonNode service =
        client
            .send(
                "POST",
                "/services",
                "host=h.test&port=0x50&retries=%202",
                "Content-Type",
                "application/x-www-form-urlencoded")
            .body();
    assertEquals(80, service.get("port").asInt());
    assertEquals(2, service.get("retries").asInt());
  }

  @Test
  void withoutADatabaseNothingShowsATimeToLive(@TempDir Path prefix) throws Exception {
    try (TestAdminApi document = TestAdminApi.withoutDatabase(prefix)) {
      Client reader = new Client(document.port());
      reader.post(
          "/config",
          "{\"_format_version\":\"3.0\",\"consumers\":[{\"username\":\"c\","
              + "\"keyauth_credentials\":[{\"key\":\"k\"}]}]}");
      assertFalse(reader.get("/key-auths/k").body().has("ttl"));
    }
  }
}
