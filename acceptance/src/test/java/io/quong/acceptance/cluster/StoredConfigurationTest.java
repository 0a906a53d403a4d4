package io.quong.acceptance.cluster;

import static io.quong.acceptance.cluster.ControlPlane.await;
import static io.quong.acceptance.cluster.TestNode.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quong.dataplane.cluster.ControlPlaneAddress;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The last good configuration on a node's disk, and what can happen to it. */
class StoredConfigurationTest {
  private static final String NOWHERE = "127.0.0.1:1";
  private static final String KEY = "the key of this node";

  @TempDir Path folder;
  private final Vertx vertx = Vertx.vertx();
  private Database database;
  private ControlPlane control;
  private Path file;
  private Path aside;

  @BeforeEach
  void start() throws Exception {
    database = new Database();
    control = new ControlPlane(vertx, database, Trusts.LOOPBACK, 0);
    for (int i = 0; i < 300; i++) {
      control.write("service-number-" + i);
    }
    file = folder.resolve("n/last-good.config");
    aside = folder.resolve("n/last-good.config.set-aside");
  }

  @AfterEach
  void stop() throws Exception {
    control.close();
    database.close();
    await(vertx.close());
  }

  private TestNode node(String address, String key) throws Exception {
    return new TestNode(
            vertx, folder.resolve("n"), ControlPlaneAddress.fixed(address), Trusts.LOOPBACK, key)
        .start();
  }

  private void store(String key) throws Exception {
    try (TestNode node = node(control.address(), key)) {
      node.awaitVersion(300);
      until("written", () -> Files.exists(file));
    }
  }

  private void notLoaded(String key, String why) throws Exception {
    byte[] damaged = Files.readAllBytes(file);
    try (TestNode node = node(NOWHERE, key)) {
      assertFalse(node.state.configured());
      String said = node.state.warnings().get(0);
      assertTrue(said.contains(why), said);
      assertFalse(Files.exists(file));
      assertTrue(Arrays.equals(damaged, Files.readAllBytes(aside)), "kept for people to look at");
    }
    try (TestNode node = node(control.address(), key)) {
      node.awaitVersion(300);
      until("written anew", () -> Files.exists(file));
    }
    try (TestNode node = node(NOWHERE, key)) {
      assertEquals(300, node.state.running());
    }
  }

  @Test
  void aTornFileIsPutAside() throws Exception {
    store(null);
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    notLoaded(null, "broke off in the middle of a line");
  }

  @Test
  void aFileThatEndsBetweenTwoLinesIsPutAside() throws Exception {
    store(null);
    List<String> lines = Files.readAllLines(file);
    Files.write(file, lines.subList(0, lines.size() - 1));
    notLoaded(null, "it breaks off before its end");
  }

  @Test
  void anAlteredFileIsPutAside() throws Exception {
    store(null);
    String text = Files.readString(file);
    Files.writeString(file, text.replace("service-number-7\"", "service-number-8\""));
    notLoaded(null, "its checksum does not match");
  }

  @Test
  void anEmptyFileIsPutAside() throws Exception {
    store(null);
    Files.write(file, new byte[0]);
    notLoaded(null, "it is empty");
  }

  @Test
  void withAKeyNothingOfItCanBeRead() throws Exception {
    store(KEY);
    String raw = Files.readString(file, StandardCharsets.ISO_8859_1);
    assertFalse(raw.contains("service"), "encrypted");
    try (TestNode node = node(NOWHERE, KEY)) {
      assertEquals(300, node.names.size());
    }
    try (TestNode node = node(NOWHERE, "another key than before")) {
      assertFalse(node.state.configured());
      assertTrue(node.state.warnings().get(0).contains("sealed with another QUONG_NODE_KEY"));
    }
  }

  @Test
  void anEncryptedFileThatWasAlteredIsPutAside() throws Exception {
    store(KEY);
    byte[] whole = Files.readAllBytes(file);
    whole[whole.length / 2] ^= 1;
    Files.write(file, whole);
    notLoaded(KEY, "altered");
  }

  @Test
  void anEncryptedFileWithoutItsKeyIsPutAside() throws Exception {
    store(KEY);
    notLoaded(null, "it is encrypted, and QUONG_NODE_KEY is not set");
  }

  @Test
  void whatAKilledNodeLeftHalfWrittenIsNoHarm() throws Exception {
    store(null);
    Files.writeString(folder.resolve("n/last-good.config.arriving"), "{\"installation\":");
    Files.writeString(folder.resolve("n/last-good.config.merged"), "{");
    try (TestNode node = node(NOWHERE, null)) {
      assertEquals(300, node.state.running());
    }
    try (var left = Files.list(folder.resolve("n"))) {
      assertEquals(
          List.of("last-good.config"), left.map(path -> path.getFileName().toString()).toList());
    }
  }

  @Test
  void aDiskThatTakesNothingLeavesTheOldFileAndIsReported() throws Exception {
    store(null);
    byte[] before = Files.readAllBytes(file);
    // A folder in the place of the temporary file fails as a full disk does, as root too.
    Path blocked = folder.resolve("n/last-good.config.merged");
    try (TestNode node = node(control.address(), null)) {
      until("connected", node.state::connected);
      Files.createDirectories(blocked.resolve("x"));
      control.write("one more");
      node.awaitVersion(301);
      until("said", () -> !node.state.warnings().isEmpty());
      String said = node.state.warnings().get(0);
      assertTrue(said.contains("could not be written"), said);
      assertTrue(Arrays.equals(before, Files.readAllBytes(file)));
      Files.delete(blocked.resolve("x"));
      Files.delete(blocked);
      until("written when there is room again", () -> node.state.warnings().isEmpty());
    }
    try (TestNode node = node(NOWHERE, null)) {
      assertEquals(301, node.state.running());
    }
  }

  @Test
  void aLargeConfigurationIsSentStoredAndMerged() throws Exception {
    database.run(
        "insert into entity (kind, id, body) select 'services', u, jsonb_build_object('id', u,"
            + " 'name', 'generated', 'host', repeat('h', 200)) from"
            + " (select gen_random_uuid() as u from generate_series(1, 20000)) as g");
    store(KEY);
    control.write("one more");
    try (TestNode node = node(control.address(), KEY)) {
      assertEquals(20_300, node.names.size());
      node.awaitVersion(301);
      assertEquals(20_301, node.names.size());
    }
    try (TestNode node = node(NOWHERE, KEY)) {
      assertEquals(20_301, node.names.size());
      assertEquals(301, node.state.running());
    }
  }
}
