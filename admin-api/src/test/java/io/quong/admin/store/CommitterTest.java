package io.quong.admin.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.admin.cluster.ConfigFeed;
import io.quong.admin.fixture.TestDatabase;
import io.quong.admin.store.StoredEntity.OnDelete;
import io.quong.admin.store.StoredEntity.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CommitterTest {
  private static TestDatabase database;
  private static Committer committer;
  private static Reader reader;

  @BeforeAll
  static void start() throws Exception {
    database = TestDatabase.create("committer");
    committer = new Committer(database.pool(), version -> {});
    reader = new SqlReader(database.pool());
  }

  @AfterAll
  static void stop() {
    committer.close();
    database.close();
  }

  private static StoredEntity entity(String kind, String id, String name, Reference... references) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("id", id).put("name", name);
    ObjectNode shown = body.objectNode().put("name", name);
    return new StoredEntity(
        kind,
        id,
        body,
        false,
        null,
        List.of(new StoredEntity.Key("name", name, shown)),
        List.of(references));
  }

  private static String id() {
    return UUID.randomUUID().toString();
  }

  private static <T> Writer.Result<T> commit(Writer.Write<T> write) throws Exception {
    return committer.submit(Origin.OWN, write).get(30, TimeUnit.SECONDS);
  }

  private static Writer.Result<Object> insert(StoredEntity entity) throws Exception {
    return commit(
        transaction -> {
          transaction.insert(entity);
          return null;
        });
  }

  @Test
  void everyWriteHasExactlyOneVersionInCommitOrder() throws Exception {
    long before = reader.version();
    List<CompletableFuture<Writer.Result<Object>>> futures = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      StoredEntity entity = entity("services", id(), "many-" + i);
      futures.add(
          committer.submit(
              Origin.OWN,
              transaction -> {
                transaction.insert(entity);
                return null;
              }));
    }
    Set<Long> versions = new TreeSet<>();
    for (var future : futures) {
      versions.add(future.get(60, TimeUnit.SECONDS).version());
    }
    assertEquals(300, versions.size());
    assertTrue(versions.stream().allMatch(version -> version > before));
  }

  @Test
  void aRefusedWriteLeavesItsNeighboursAndNothingOfItself() throws Exception {
    String taken = id();
    String halfDone = id();
    String good = id();
    var first =
        committer.submit(
            Origin.OWN,
            transaction -> {
              transaction.insert(entity("services", taken, "neighbour"));
              return null;
            });
    var refused =
        committer.submit(
            Origin.OWN,
            transaction -> {
              transaction.insert(entity("services", halfDone, "half"));
              transaction.insert(entity("services", id(), "neighbour"));
              return null;
            });
    var last =
        committer.submit(
            Origin.OWN,
            transaction -> {
              transaction.insert(entity("services", good, "after"));
              return null;
            });
    first.get(30, TimeUnit.SECONDS);
    ExecutionException thrown =
        assertThrows(ExecutionException.class, () -> refused.get(30, TimeUnit.SECONDS));
    var notUnique = assertInstanceOf(StoreRefusal.NotUnique.class, thrown.getCause());
    assertEquals("{\"name\":\"neighbour\"}", notUnique.fields().toString());
    last.get(30, TimeUnit.SECONDS);
    assertNotNull(reader.byId("services", taken));
    assertNull(reader.byId("services", halfDone));
    assertNotNull(reader.byId("services", good));
  }

  @Test
  void aStatementThatTheDatabaseRefusesFailsItsWriteAlone() throws Exception {
    var broken =
        committer.submit(
            Origin.OWN,
            transaction -> {
              transaction.insert(entity("services", id(), "broken\0name"));
              return null;
            });
    String id = id();
    insert(entity("services", id, "whole"));
    ExecutionException thrown =
        assertThrows(ExecutionException.class, () -> broken.get(30, TimeUnit.SECONDS));
    assertInstanceOf(StoreFault.class, thrown.getCause());
    assertNotNull(reader.byId("services", id));
  }

  @Test
  void writersOfTwoControlPlanesKeepUniqueRulesAndVersionsApart() throws Exception {
    Set<Long> versions = new ConcurrentSkipListSet<>();
    try (Committer other = new Committer(database.pool(), version -> {})) {
      List<CompletableFuture<Boolean>> done = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        Committer one = i % 2 == 0 ? committer : other;
        StoredEntity entity = entity("services", id(), "race-" + i / 16);
        done.add(
            one.<Object>submit(
                    Origin.OWN,
                    transaction -> {
                      transaction.insert(entity);
                      return null;
                    })
                .handle(
                    (result, failed) -> {
                      if (failed == null) {
                        versions.add(result.version());
                      }
                      return failed == null;
                    }));
      }
      int committed = 0;
      for (var each : done) {
        committed += each.get(60, TimeUnit.SECONDS) ? 1 : 0;
      }
      assertEquals(4, committed);
      assertEquals(4, versions.size());
    }
  }

  @Test
  void deletesFollowReferences() throws Exception {
    String service = id();
    String route = id();
    String plugin = id();
    insert(entity("services", service, "parent"));
    insert(
        entity(
            "routes",
            route,
            "child",
            new Reference("service", "services", service, OnDelete.RESTRICT)));
    insert(
        entity("plugins", plugin, "on", new Reference("route", "routes", route, OnDelete.CASCADE)));
    ExecutionException thrown =
        assertThrows(
            ExecutionException.class,
            () -> commit(transaction -> transaction.delete("services", service)));
    var referenced = assertInstanceOf(StoreRefusal.Referenced.class, thrown.getCause());
    assertEquals("routes", referenced.byKind());
    assertTrue(commit(transaction -> transaction.delete("routes", route)).value());
    assertNull(reader.byId("plugins", plugin));
    assertTrue(commit(transaction -> transaction.delete("services", service)).value());
  }

  @Test
  void aDeleteThatChangesNothingHasTheNewestVersion() throws Exception {
    long newest = insert(entity("services", id(), "newest")).version();
    Writer.Result<Boolean> nothing = commit(transaction -> transaction.delete("services", id()));
    assertEquals(false, nothing.value());
    assertTrue(nothing.version() >= newest);
  }

  @Test
  void whatExpiredIsGoneAndDoesNotStandInTheWay() throws Exception {
    String id = id();
    StoredEntity plain = entity("keys", id, "expiring");
    StoredEntity over =
        new StoredEntity("keys", id, plain.body(), false, 1L, plain.keys(), plain.references());
    insert(over);
    assertNull(reader.byId("keys", id));
    insert(entity("keys", id(), "expiring"));
    assertNotNull(reader.byKey("keys", "name", "expiring"));
  }

  @Test
  void stateHasNoVersionAndNodesAreNotSentIt() throws Exception {
    try (StoreFeed feed =
        new StoreFeed(database.pool(), database::connect, new StoreFeed.Retention(100, 0))) {
      String owner = id();
      String id = id();
      insert(entity("consumers", owner, "owner of state"));
      long before = reader.version();
      StoredEntity plain =
          entity(
              "sessions", id, "s", new Reference("consumer", "consumers", owner, OnDelete.CASCADE));
      StoredEntity session =
          new StoredEntity(
              "sessions", id, plain.body(), true, null, plain.keys(), plain.references());
      assertEquals(before, insert(session).version());
      assertNotNull(reader.byKey("sessions", "name", "s"));
      List<String> kinds = new ArrayList<>();
      feed.snapshot(
          new ConfigFeed.Target() {
            @Override
            public void version(long version) {}

            @Override
            public boolean line(ConfigFeed.Line line) {
              return kinds.add(line.kind());
            }
          });
      assertEquals(false, kinds.contains("sessions"));
      commit(transaction -> transaction.delete("consumers", owner));
      assertNull(reader.byId("sessions", id));
      List<String> told =
          feed.since(before).lines().stream().map(line -> line.kind() + "/" + line.id()).toList();
      assertEquals(List.of("consumers/" + owner), told);
    }
  }

  @Test
  void aFeedTellsWhatChangedSinceAVersion() throws Exception {
    try (StoreFeed feed =
        new StoreFeed(database.pool(), database::connect, new StoreFeed.Retention(100, 0))) {
      String kept = id();
      String gone = id();
      long before = reader.version();
      insert(entity("consumers", kept, "kept"));
      insert(entity("consumers", gone, "gone"));
      long after = commit(transaction -> transaction.delete("consumers", gone)).version();
      ConfigFeed.Delta delta = feed.since(before);
      assertEquals(after, delta.version());
      List<String> told =
          delta.lines().stream().map(line -> line.id() + (line.body() == null)).sorted().toList();
      assertEquals(List.of(kept + false, gone + true).stream().sorted().toList(), told);
    }
  }

  @Test
  void pagesWalkAllOnce() throws Exception {
    Set<String> inserted = new TreeSet<>();
    for (int i = 0; i < 25; i++) {
      String id = id();
      inserted.add(id);
      insert(entity("upstreams", id, "page-" + i));
    }
    List<String> seen = new ArrayList<>();
    String after = null;
    boolean more = true;
    while (more) {
      Page page = reader.page("upstreams", after, 10, null);
      page.rows().forEach(row -> seen.add(row.id()));
      after = seen.get(seen.size() - 1);
      more = page.more();
    }
    assertEquals(List.copyOf(inserted), seen);
  }
}
