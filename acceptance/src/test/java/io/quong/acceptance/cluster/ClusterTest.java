package io.quong.acceptance.cluster;

import static io.quong.acceptance.cluster.ControlPlane.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quong.admin.cluster.NodesEndpoint.Reply;
import io.quong.cluster.ClusterFiles;
import io.quong.cluster.ClusterTrust;
import io.quong.cluster.Order;
import io.quong.dataplane.cluster.ControlPlaneAddress;
import io.quong.snapshot.ConfigUpdate;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Control plane and nodes over real sockets and a real PostgreSQL. */
class ClusterTest {
  private static final ClusterTrust TRUST = Trusts.LOOPBACK;

  @TempDir Path folder;
  private final Vertx vertx = Vertx.vertx();
  private final List<AutoCloseable> open = new ArrayList<>();
  private Database database;
  private ControlPlane control;

  @BeforeEach
  void start() throws Exception {
    database = new Database();
    control = new ControlPlane(vertx, database, TRUST, 0);
  }

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
    control.close();
    database.close();
    await(vertx.close());
  }

  private TestNode node(String name) throws Exception {
    return node(name, ControlPlaneAddress.fixed(control.address()), TRUST, null);
  }

  private TestNode node(String name, ControlPlaneAddress address, ClusterTrust trust, String key)
      throws Exception {
    TestNode node = new TestNode(vertx, folder.resolve(name), address, trust, key);
    open.add(node);
    return node.start();
  }

  @Test
  void aNewNodeGetsAllAndThenWhatChanges() throws Exception {
    String kept = UUID.randomUUID().toString();
    String gone = UUID.randomUUID().toString();
    control.write(kept, "first");
    control.write(gone, "second");
    TestNode node = node("n");
    node.awaitVersion(2);
    assertEquals(new TreeMap<>(Map.of(kept, "first", gone, "second")), node.names);
    control.write(kept, "renamed");
    control.delete(gone);
    node.awaitVersion(4);
    assertEquals(Map.of(kept, "renamed"), node.names);
    assertTrue(node.updates.get(0).full());
    assertTrue(node.updates.stream().skip(1).noneMatch(ConfigUpdate::full));
  }

  @Test
  void anEmptyConfigurationIsOneToo() throws Exception {
    TestNode node = node("n");
    TestNode.until("configured", node.state::configured);
    assertEquals(0, node.state.running());
    assertEquals(1, node.updates.size());
  }

  @Test
  void aThousandQuickChangesArriveInOrderWithoutAGap() throws Exception {
    TestNode node = node("n");
    TestNode.until("configured", node.state::configured);
    Map<String, String> expected = new TreeMap<>();
    List<CompletableFuture<?>> writes = new ArrayList<>();
    String shared = UUID.randomUUID().toString();
    for (int i = 0; i < 1_000; i++) {
      String id = i % 2 == 0 ? shared : UUID.randomUUID().toString();
      expected.put(id, "s" + i);
      writes.add(control.writing(ControlPlane.service(id, "s" + i)));
    }
    CompletableFuture.allOf(writes.toArray(CompletableFuture[]::new)).join();
    node.awaitVersion(1_000);
    assertEquals(expected, node.names);
    long before = -1;
    for (ConfigUpdate update : node.updates) {
      assertTrue(update.version() > before, "versions grow");
      before = update.version();
    }
    assertEquals(1_000, before);
  }

  @Test
  void aNodeThatTheLogDoesNotReachGetsAll() throws Exception {
    for (int i = 0; i < 5; i++) {
      control.write("s" + i);
    }
    TestNode node = node("n");
    node.awaitVersion(5);
    node.close();
    control.write("later");
    control.write("latest");
    database.run("update config_version set oldest = 6");
    database.run("delete from change_log where version <= 6");
    TestNode again = node("n");
    again.awaitVersion(7);
    assertEquals(7, again.names.size());
    assertEquals(
        List.of(true, true), again.updates.stream().map(ConfigUpdate::full).toList(), "file, all");
  }

  @Test
  void anotherDatabaseMeansAllAnew() throws Exception {
    for (int i = 0; i < 3; i++) {
      control.write("old" + i);
    }
    TestNode node = node("n");
    node.awaitVersion(3);
    node.close();
    try (Database other = new Database();
        ControlPlane second = new ControlPlane(vertx, other, TRUST, 0)) {
      for (int i = 0; i < 4; i++) {
        second.write("new" + i);
      }
      TestNode again = node("n", ControlPlaneAddress.fixed(second.address()), TRUST, null);
      again.awaitVersion(4);
      assertTrue(again.names.values().stream().allMatch(name -> name.startsWith("new")));
      again.close();
    }
  }

  @Test
  void aConfigurationThatCannotBeBuiltIsRefusedAndReported() throws Exception {
    control.write("good");
    TestNode node = node("n");
    node.refuses = "bad";
    node.awaitVersion(1);
    String bad = UUID.randomUUID().toString();
    long version = control.write(bad, "bad");
    TestNode.until("refused", () -> node.state.reason() != null);
    assertEquals(1, node.state.running());
    assertEquals(1, node.names.size());
    TestNode.until("reported", () -> shown(node).path("state").asText().equals("refused"));
    assertEquals("no node can run bad", shown(node).path("reason").asText());
    assertEquals(1, shown(node).path("config_version").asLong());
    // It is not sent again and again; the next version is.
    control.write(bad, "mended");
    node.awaitVersion(version + 1);
    assertNull(node.state.reason());
    assertTrue(node.names.containsValue("mended"));
  }

  @Test
  void aFirstConfigurationThatCannotBeBuiltIsNotSentAgainAndAgain() throws Exception {
    String bad = UUID.randomUUID().toString();
    control.write(bad, "bad");
    TestNode node =
        new TestNode(
            vertx, folder.resolve("n"), ControlPlaneAddress.fixed(control.address()), TRUST, null);
    open.add(node);
    node.refuses = "bad";
    node.start();
    TestNode.until("reported", () -> shown(node).path("state").asText().equals("refused"));
    assertEquals(1, node.attempts.get());
    control.write(bad, "mended");
    node.awaitVersion(2);
    assertEquals(2, node.attempts.get());
    assertEquals(Map.of(bad, "mended"), node.names);
  }

  private JsonNode shown(TestNode node) {
    for (JsonNode row : await(control.server.nodes().nodes(null, null)).body().path("data")) {
      if (row.path("id").asText().equals(node.id)) {
        return row;
      }
    }
    return JsonNodeFactory.instance.objectNode();
  }

  @Test
  void aNodeIsListed() throws Exception {
    TestNode node = node("n");
    TestNode.until("listed", () -> shown(node).path("state").asText().equals("normal"));
    JsonNode row = shown(node);
    assertEquals("host-of-" + node.id, row.path("hostname").asText());
    assertEquals("1.0.0", row.path("version").asText());
    assertEquals("127.0.0.1", row.path("address").asText());
    assertTrue(row.path("connected").asBoolean());
    assertEquals("a", row.path("labels").path("zone").asText());
    JsonNode planes = await(control.server.nodes().status()).body();
    assertEquals("127.0.0.1", planes.path(node.id).path("ip").asText());
    node.close();
    TestNode.until("gone", () -> !shown(node).path("connected").asBoolean());
  }

  @Test
  void oneCanWaitForAVersionToBeLive() throws Exception {
    TestNode node = node("n");
    TestNode.until("listed", () -> shown(node).path("state").asText().equals("normal"));
    long version = control.write("a");
    Reply live = await(control.server.nodes().nodes("" + version, "5"));
    assertEquals(200, live.status());
    assertTrue(node.state.running() >= version);

    node.refuses = "bad";
    long refused = control.write("bad");
    Reply behind = await(control.server.nodes().nodes("" + refused, "1"));
    assertEquals(504, behind.status());
    assertEquals(node.id, behind.body().path("behind").path(0).path("id").asText());
    assertEquals(1, behind.body().path("behind").size());

    assertEquals(504, await(control.server.nodes().nodes("99", "0")).status());
    assertEquals(400, await(control.server.nodes().nodes("x", "1")).status());
    assertEquals(400, await(control.server.nodes().nodes("1", "-1")).status());
    // A node that died is not waited for.
    node.close();
    TestNode.until("gone", () -> !shown(node).path("connected").asBoolean());
    assertEquals(200, await(control.server.nodes().nodes("" + refused, "1")).status());
  }

  @Test
  void aNodeOfAnotherControlPlaneIsWaitedForToo() throws Exception {
    try (ControlPlane second = new ControlPlane(vertx, database, TRUST, 0)) {
      TestNode node = node("n", ControlPlaneAddress.fixed(second.address()), TRUST, null);
      TestNode.until("listed", () -> shown(node).path("state").asText().equals("normal"));
      long version = control.write("a");
      assertEquals(200, await(control.server.nodes().nodes("" + version, "5")).status());
      assertTrue(node.state.running() >= version);
      node.close();
    }
  }

  @Test
  void ordersReachNodesOfAllControlPlanesOnce() throws Exception {
    try (ControlPlane second = new ControlPlane(vertx, database, TRUST, 0)) {
      TestNode here = node("a");
      TestNode there = node("b", ControlPlaneAddress.fixed(second.address()), TRUST, null);
      TestNode.until("both", () -> here.state.connected() && there.state.connected());
      TestNode.until("listed", () -> shown(here).has("id") && shown(there).has("id"));
      await(
          control
              .server
              .orders()
              .give(Order.LOG_LEVEL, JsonNodeFactory.instance.objectNode().put("level", "debug")));
      TestNode.until("both", () -> here.orders.size() == 1 && there.orders.size() == 1);
      assertEquals("debug", there.orders.get(0).body().path("level").asText());
      control.write("a");
      here.awaitVersion(1);
      there.awaitVersion(1);
      assertEquals(1, here.orders.size());
      TestNode later = node("c");
      later.awaitVersion(1);
      control.write("b");
      later.awaitVersion(2);
      assertEquals(List.of(), later.orders);
      there.close();
    }
  }

  @Test
  void theControlPlaneGoesAndComesBackOnAnotherPort() throws Exception {
    ClusterFiles files = new ClusterFiles(folder.resolve("prefix"));
    files.address(control.address());
    control.write("a");
    TestNode node = node("n", ControlPlaneAddress.of(files), TRUST, null);
    node.awaitVersion(1);
    control.close();
    TestNode.until("away", () -> !node.state.connected());
    assertEquals(1, node.state.running());
    assertFalse(node.state.warnings().isEmpty());
    control = new ControlPlane(vertx, database, TRUST, 0);
    files.address(control.address());
    long version = control.write("b");
    node.awaitVersion(version);
    TestNode.until("no warning", () -> node.state.warnings().isEmpty());
    assertTrue(
        node.updates.stream().skip(1).noneMatch(ConfigUpdate::full), "what changed is enough");
  }

  @Test
  void aNodeStartsFromItsFileWithoutAControlPlane() throws Exception {
    control.write("a");
    TestNode first = node("n");
    first.awaitVersion(1);
    for (int i = 0; i < 50; i++) {
      control.write("b" + i);
    }
    first.awaitVersion(51);
    Map<String, String> names = first.names;
    first.close();
    TestNode again = node("n", ControlPlaneAddress.fixed("127.0.0.1:1"), TRUST, null);
    assertEquals(51, again.state.running());
    assertEquals(names, again.names);
    assertEquals(
        "rw-------",
        java.nio.file.attribute.PosixFilePermissions.toString(
            Files.getPosixFilePermissions(folder.resolve("n/last-good.config"))));
  }
}
