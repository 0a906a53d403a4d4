package io.quong.acceptance;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.restassured.http.ContentType;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parts of an installation go and come back while requests pass: none of them fails. */
class FaultsIT {
  @TempDir Path folder;
  private EchoUpstream upstream;
  private Installation quong;

  @BeforeEach
  void upstream() throws IOException {
    upstream = new EchoUpstream();
    quong = new Installation(folder);
  }

  @AfterEach
  void stop() {
    quong.close();
    upstream.close();
  }

  private void route(String name) {
    given()
        .contentType(ContentType.JSON)
        .body("{\"url\":\"http://127.0.0.1:" + upstream.port() + "\"}")
        .put(quong.admin() + "/services/" + name)
        .then()
        .statusCode(200);
    String version =
        given()
            .contentType(ContentType.JSON)
            .body("{\"paths\":[\"/" + name + "\"]}")
            .put(quong.admin() + "/services/" + name + "/routes/" + name)
            .then()
            .statusCode(200)
            .extract()
            .header("X-Quong-Config-Version");
    given().get(quong.admin() + "/quong/nodes?wait=20&version=" + version).then().statusCode(200);
  }

  private int status(String path) {
    return given().get(quong.proxy() + path).statusCode();
  }

  private void theAdminApiSaysThatItsDatabaseIsAway() {
    Processes.await(() -> given().get(quong.admin() + "/services").statusCode() == 503, 20);
    String said =
        given()
            .contentType(ContentType.JSON)
            .body("{\"url\":\"http://127.0.0.1:1\"}")
            .put(quong.admin() + "/services/lost")
            .then()
            .statusCode(503)
            .contentType("application/json; charset=utf-8")
            .extract()
            .asString();
    assertEquals(
        "{\"message\":\"the database cannot be reached now; try again later\"}", said.strip());
  }

  @Test
  void anOuterDatabaseGoesAndComesBack() throws Exception {
    Path data = Files.createDirectory(folder.resolve("outer"));
    int port = Ports.free(1)[0];
    EmbeddedPostgres database = outer(data, port);
    try {
      quong
          .set("KONG_PG_HOST", "127.0.0.1")
          .set("KONG_PG_PORT", Integer.toString(port))
          .set("KONG_PG_USER", "postgres")
          .set("KONG_PG_DATABASE", "postgres")
          .start();
      route("before");
      try (Traffic traffic = new Traffic(() -> status("/before"))) {
        database.close();
        theAdminApiSaysThatItsDatabaseIsAway();
        traffic.more(20);
        database = outer(data, port);
        Processes.await(() -> given().get(quong.admin() + "/services").statusCode() == 200, 30);
        route("after");
        traffic.more(20);
      }
      assertEquals(200, status("/after"));
      given().get(quong.admin() + "/services/lost").then().statusCode(404);
    } finally {
      database.close();
    }
  }

  private static EmbeddedPostgres outer(Path data, int port) throws IOException {
    return EmbeddedPostgres.builder()
        .setPort(port)
        .setDataDirectory(data)
        .setCleanDataDirectory(false)
        .start();
  }

  @Test
  void theEmbeddedDatabaseIsStartedAgainWhenItIsKilled() throws Exception {
    quong.start();
    route("before");
    try (Traffic traffic = new Traffic(() -> status("/before"))) {
      Processes.kill(Processes.database(quong));
      Processes.await(() -> given().get(quong.admin() + "/services").statusCode() == 200, 30);
      route("after");
      traffic.more(20);
    }
    assertEquals(200, status("/after"));
  }

  @Test
  void theControlPlaneIsKilledAndStartedAgainAlone() throws Exception {
    quong.start();
    route("before");
    long node = Processes.of(quong, "data-plane");
    try (Traffic traffic = new Traffic(() -> status("/before"))) {
      Processes.kill(Processes.of(quong, "control-plane"));
      traffic.more(20);
      quong.start();
      route("after");
      traffic.more(20);
    }
    assertEquals(200, status("/after"));
    assertEquals(node, Processes.of(quong, "data-plane"));
  }

  @Test
  void aNodeThatIsKilledStartsFromItsFileWhileTheControlPlaneIsAway() throws Exception {
    quong.start();
    route("before");
    // The file is written after the configuration runs.
    Path stored = quong.prefix().resolve("config/last-good.config");
    Processes.await(() -> holds(stored, "/before"), 20);
    Processes.kill(Processes.of(quong, "control-plane"));
    Processes.kill(Processes.of(quong, "data-plane"));
    assertEquals(0, quong.quong("start", "data-plane").status());
    assertEquals(200, status("/before"));
  }

  @Test
  void aNodeOfItsOwnThatStartsFirstWaitsForItsControlPlane() throws Exception {
    String cluster = "127.0.0.1:" + Ports.free(1)[0];
    String secret = "a secret of this test alone, of some length";
    quong
        .set("KONG_ROLE", "control_plane")
        .set("KONG_CLUSTER_LISTEN", cluster)
        .set("QUONG_CLUSTER_SECRET", secret);
    try (Installation node = new Installation(folder.resolve("node"))) {
      node.set("KONG_ROLE", "data_plane")
          .set("KONG_DATABASE", "off")
          .set("KONG_CLUSTER_CONTROL_PLANE", cluster)
          .set("QUONG_CLUSTER_SECRET", secret)
          .start();
      given().get(node.proxy() + "/before").then().statusCode(404);
      given().get(node.status() + "/status/ready").then().statusCode(503);
      quong.start();
      given().get(quong.admin() + "/services").then().statusCode(200);
      Processes.await(() -> nodes() == 1, 30);
      route("before");
      given().get(node.proxy() + "/before").then().statusCode(200);
      given().get(node.status() + "/status/ready").then().statusCode(200);
    }
  }

  private int nodes() {
    return given().get(quong.admin() + "/quong/nodes").path("data.size()");
  }

  private static boolean holds(Path file, String text) {
    try {
      return Files.exists(file) && Files.readString(file).contains(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
