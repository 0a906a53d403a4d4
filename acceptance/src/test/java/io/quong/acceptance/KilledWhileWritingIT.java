package io.quong.acceptance;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The control plane is killed by force while clients write, again and again: what was acknowledged
 * is there, what was written together is there together or not at all, no version is missing, and
 * the node ends with what the database holds. {@code -Dquong.kills=50} for a long series.
 */
class KilledWhileWritingIT {
  private static final int KILLS = Integer.getInteger("quong.kills", 3);
  private static final int CLIENTS = 4;
  private static final int WRITES_BETWEEN = 60;

  @TempDir Path folder;
  private final ObjectMapper json = new ObjectMapper();
  private final Set<String> acknowledged = new HashSet<>();
  private final AtomicInteger names = new AtomicInteger();

  @Test
  void everyAcknowledgedWriteIsThereAndNoneIsHalf() throws Exception {
    try (Installation quong = new Installation(folder).start()) {
      for (int kill = 0; kill < KILLS; kill++) {
        writeUntilItIsKilled(quong);
        quong.start();
        check(quong);
      }
      System.out.printf(
          "Control plane killed %d times during writes: %d acknowledged, all there%n",
          KILLS, acknowledged.size());
    }
  }

  private void writeUntilItIsKilled(Installation quong) throws Exception {
    Queue<String> done = new ConcurrentLinkedQueue<>();
    List<Thread> clients = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      Thread client = new Thread(() -> writeOn(quong, done));
      client.start();
      clients.add(client);
    }
    Processes.await(() -> done.size() >= WRITES_BETWEEN, 60);
    Processes.kill(Processes.of(quong, "control-plane"));
    for (Thread client : clients) {
      client.join();
    }
    acknowledged.addAll(done);
  }

  /** A service and its route in one change, until the control plane is gone. */
  private void writeOn(Installation quong, Queue<String> done) {
    HttpClient client = HttpClient.newHttpClient();
    while (true) {
      String name = "n" + names.incrementAndGet();
      String change =
          """
          {"changes": [
            {"operation": "create", "kind": "routes",
             "entity": {"name": "%s", "paths": ["/%s"], "service": {"name": "%s"}}},
            {"operation": "create", "kind": "services", "entity": {"name": "%s", "host": "h.test"}}]}
          """
              .formatted(name, name, name, name);
      try {
        int status =
            client
                .send(
                    HttpRequest.newBuilder(URI.create(quong.admin() + "/quong/changes"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(change))
                        .build(),
                    HttpResponse.BodyHandlers.discarding())
                .statusCode();
        if (status == 200 || status == 201) {
          done.add(name);
        }
      } catch (IOException killed) {
        return;
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void check(Installation quong) throws Exception {
    Set<String> services = all(quong, "/services", "name");
    assertEquals(services, all(quong, "/routes", "name"), "written together");
    Set<String> missing = new HashSet<>(acknowledged);
    missing.removeAll(services);
    assertEquals(Set.of(), missing, "acknowledged, and not there");
    Set<String> versions = all(quong, "/quong/versions", "version");
    for (int version = 1; version <= versions.size(); version++) {
      assertTrue(versions.contains(Integer.toString(version)), "no version " + version);
    }
    given()
        .get(quong.admin() + "/quong/nodes?wait=30&version=" + versions.size())
        .then()
        .statusCode(200);
  }

  /** A member of all entities of a list. */
  private Set<String> all(Installation quong, String path, String member) throws IOException {
    Set<String> found = new HashSet<>();
    String next = path + "?size=1000";
    while (next != null) {
      JsonNode page = json.readTree(given().get(quong.admin() + next).asString());
      page.get("data").forEach(each -> found.add(each.get(member).asText()));
      next = page.path("next").isTextual() ? page.get("next").asText() : null;
    }
    return found;
  }
}
