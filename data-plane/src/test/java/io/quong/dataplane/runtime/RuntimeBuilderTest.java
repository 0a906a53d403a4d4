package io.quong.dataplane.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quong.dataplane.cluster.ConfigRefused;
import io.quong.dataplane.http.HeaderBlock;
import io.quong.dataplane.router.Match;
import io.quong.dataplane.router.MatchInput;
import io.quong.entity.Consumer;
import io.quong.entity.Route;
import io.quong.entity.Service;
import java.lang.ref.WeakReference;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How configurations become live, and what happens to those before. */
final class RuntimeBuilderTest {
  private Node node;

  @BeforeEach
  void start() throws Exception {
    node = new Node();
  }

  @AfterEach
  void stop() {
    node.close();
  }

  private static String routed(Runtime runtime, String path) {
    Match match =
        runtime
            .router()
            .match(
                new MatchInput(
                    "GET", null, 8000, path, new HeaderBlock(), false, null, null, null));
    return match == null
        ? "none"
        : match.route().name() + " " + (match.service() == null ? "-" : match.service().name());
  }

  @Test
  void aChangeIsLiveOnEveryLoopWhenApplyReturns() throws Exception {
    Runtime next = node.service("s").route("r", "s", "/r").apply();
    assertEquals(1, next.version());
    for (int loop = 0; loop < 2; loop++) {
      RuntimeLease lease = node.acquire(loop);
      assertSame(next, lease.runtime());
      node.release(loop, lease);
    }
    assertEquals("r s", routed(next, "/r"));
  }

  @Test
  void aRequestFinishesOnTheConfigurationThatItBeganWith() throws Exception {
    node.route("r", null, "/r").apply();
    RuntimeLease lease = node.acquire(0);
    node.delete("routes", "r").apply();
    assertEquals("r -", routed(lease.runtime(), "/r"));
    assertEquals("none", routed(node.current(), "/r"));
    node.release(0, lease);
  }

  @Test
  void whatWasReplacedIsHeldByNobody() throws Exception {
    List<WeakReference<Runtime>> before = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      before.add(new WeakReference<>(node.service("s").route("r" + i, "s", "/r" + i).apply()));
    }
    node.route("last", "s", "/last").apply();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (before.stream().anyMatch(each -> each.get() != null)) {
      assertTrue(System.nanoTime() < deadline, "a configuration that was replaced is still held");
      System.gc();
    }
  }

  @Test
  void anInstanceIsKeptWhileItsEntityDoesNotChange() throws Exception {
    node.plugin("p", "limit", "one", "").apply();
    Plugins plugins = Plugins.of(node.current());
    node.route("r", null, "/r").apply();
    assertSame(plugins.first(), Plugins.of(node.current()).first());
    node.route("r", null, "/r").plugin("p", "limit", "one", "").applyFull();
    assertSame(plugins.first(), Plugins.of(node.current()).first());
    assertEquals(List.of("made one"), node.trail);
    node.plugin("p", "limit", "two", "").apply();
    assertNotSame(plugins.first(), Plugins.of(node.current()).first());
  }

  /** The first plugin of the global chain. */
  private record Plugins(LoadedPlugin first) {
    static Plugins of(Runtime runtime) {
      return new Plugins(runtime.globalChain().slot(0).resolve(null));
    }
  }

  @Test
  void aReplacedInstanceIsClosedAfterTheLastRequestOnIt() throws Exception {
    node.plugin("p", "limit", "one", "").apply();
    RuntimeLease early = node.acquire(0);
    node.route("r", null, "/r").apply();
    RuntimeLease later = node.acquire(1);
    node.plugin("p", "limit", "two", "").apply();
    assertEquals(List.of("made one", "made two"), node.trail);
    node.release(1, later);
    assertEquals(List.of("made one", "made two"), node.trail);
    node.release(0, early);
    assertEquals(List.of("made one", "made two", "closed one"), node.trail);
    node.delete("plugins", "p").apply();
    assertEquals(List.of("made one", "made two", "closed one", "closed two"), node.trail);
  }

  @Test
  void aConfigurationWhosePluginCannotBeMadeIsRefusedWhole() throws Exception {
    Runtime good = node.plugin("p", "limit", "one", "").route("r", null, "/r").apply();
    node.plugin("p", "limit", "two", "").plugin("bad", "log", "fail", "").route("q", null, "/q");
    ConfigRefused refused = assertThrows(ConfigRefused.class, node::apply);
    assertEquals("plugins bad (log): word must not be fail", refused.getMessage());
    assertSame(good, node.current());
    assertEquals("none", routed(node.current(), "/q"));
    node.route("q", null, "/q").apply();
    assertEquals("q -", routed(node.current(), "/q"));
    assertEquals("one", Plugins.of(node.current()).first().entity().config().get("word").asText());
    assertEquals(List.of(), node.trail.stream().filter(step -> step.equals("closed one")).toList());
  }

  @Test
  void anUnusableCertificateIsRefusedByItsName() throws Exception {
    node.put("certificates", "c1", "{'cert':'none','key':'none'}");
    ConfigRefused refused = assertThrows(ConfigRefused.class, node::apply);
    assertEquals("certificates c1: no certificate in the PEM text", refused.getMessage());
  }

  @Test
  void anEntityThatIsNoneIsRefusedByItsName() {
    node.put("services", "s", "{'port':'x'}");
    ConfigRefused refused = assertThrows(ConfigRefused.class, node::apply);
    assertEquals("services s", refused.getMessage().split(": ", 2)[0]);
  }

  @Test
  void anUnknownPluginIsSkippedAndTheRestRuns() throws Exception {
    node.plugin("x", "unheard-of", "x", "").plugin("p", "limit", "one", "");
    node.put("unheard_of_entities", "e", "{}");
    assertEquals(1, node.apply().globalChain().size());
  }

  @Test
  void aFullSnapshotTakesAwayWhatItDoesNotName() throws Exception {
    node.route("r", null, "/r").route("q", null, "/q").apply();
    Runtime next = node.route("q", null, "/q").applyFull();
    assertEquals("none", routed(next, "/r"));
    assertEquals("q -", routed(next, "/q"));
    assertEquals(1, next.entities().count(Route.class));
  }

  @Test
  void aServiceThatIsSwitchedOffAndOnTakesItsRoutesAlong() throws Exception {
    node.service("s").route("r", "s", "/r").apply();
    node.put("services", "s", "{'name':'s','protocol':'http','enabled':false}").apply();
    assertEquals("none", routed(node.current(), "/r"));
    node.service("s").apply();
    assertEquals("r s", routed(node.current(), "/r"));
    node.put("services", "s", "{'name':'new','protocol':'http','enabled':true}").apply();
    assertEquals("r new", routed(node.current(), "/r"));
  }

  @Test
  void entitiesAreFoundByIdUniqueFieldAndReference() throws Exception {
    node.put("consumers", "c1", "{'username':'ann'}").put("consumers", "c2", "{'username':'bob'}");
    node.service("s").route("r1", "s", "/1").route("r2", "s", "/2").route("r3", null, "/3");
    RuntimeEntities entities = node.apply().entities();
    assertEquals("ann", entities.byId(Consumer.class, "c1").username());
    assertEquals("c2", entities.unique(Consumer.class, "username", "bob").id());
    assertEquals(
        List.of("r1", "r2"),
        entities.referring(Route.class, "service", "s").stream()
            .map(Route::name)
            .sorted()
            .toList());
    assertEquals(List.of(), entities.referring(Route.class, "service", "t"));
    node.put("consumers", "c1", "{'username':'bob'}").put("consumers", "c2", "{'username':'ann'}");
    node.route("r1", null, "/1");
    RuntimeEntities next = node.apply().entities();
    assertEquals("c1", next.unique(Consumer.class, "username", "bob").id());
    assertEquals("c2", next.unique(Consumer.class, "username", "ann").id());
    assertEquals(1, next.referring(Route.class, "service", "s").size());
    assertEquals("ann", entities.byId(Consumer.class, "c1").username());
  }

  @Test
  void anEntityWhoseTimeIsOverIsNotFound() throws Exception {
    try (Node late = new Node(Clock.fixed(Instant.ofEpochMilli(1_000), ZoneOffset.UTC))) {
      late.put("consumers", "old", "{'username':'old','expires_at':1000}");
      late.put("consumers", "new", "{'username':'new','expires_at':1001}");
      RuntimeEntities entities = late.apply().entities();
      assertNull(entities.unique(Consumer.class, "username", "old"));
      assertNull(entities.byId(Consumer.class, "old"));
      assertEquals("new", entities.unique(Consumer.class, "username", "new").id());
    }
  }

  @Test
  void partsOfOtherPackagesLiveAndDieWithTheirRuntime() throws Exception {
    record Count(int services, List<String> trail) implements RuntimePart {
      @Override
      public void close() {
        trail.add("closed " + services);
      }
    }
    List<String> trail = new java.util.concurrent.CopyOnWriteArrayList<>();
    RuntimePart.Maker<Count> maker =
        new RuntimePart.Maker<>() {
          @Override
          public Class<Count> type() {
            return Count.class;
          }

          @Override
          public Count next(RuntimeEntities entities, ChangedEntities changes, Count previous) {
            return previous != null && !changes.touched("services")
                ? previous
                : new Count(entities.count(Service.class), trail);
          }
        };
    try (Node other = new Node(maker)) {
      RuntimeLease lease = other.acquire(0);
      Runtime next = other.service("s").apply();
      assertEquals(1, next.part(Count.class).services());
      assertEquals(0, lease.runtime().part(Count.class).services());
      assertEquals(List.of(), trail);
      other.release(0, lease);
      assertEquals(List.of("closed 0"), trail);
      Runtime same = other.route("r", null, "/r").apply();
      assertSame(next.part(Count.class), same.part(Count.class));
      assertEquals(List.of("closed 0"), trail);
    }
  }
}
