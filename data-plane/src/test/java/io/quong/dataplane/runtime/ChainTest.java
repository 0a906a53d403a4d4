package io.quong.dataplane.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quong.entity.Route;
import io.quong.plugin.Phase;
import io.quong.plugin.Plugin;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which instance of a plugin runs, and in which order plugins run. */
final class ChainTest {
  /** Kong's rows, the first to be asked first. */
  private static final String[][] ROWS = {
    {"route+service+consumer", "'route':{'id':'r'},'service':{'id':'s'},'consumer':{'id':'c'}"},
    {"route+consumer", "'route':{'id':'r'},'consumer':{'id':'c'}"},
    {"service+consumer", "'service':{'id':'s'},'consumer':{'id':'c'}"},
    {"route+service", "'route':{'id':'r'},'service':{'id':'s'}"},
    {"consumer", "'consumer':{'id':'c'}"},
    {"route", "'route':{'id':'r'}"},
    {"service", "'service':{'id':'s'}"},
    {"global", ""}
  };

  private Node node;

  @BeforeEach
  void start() throws Exception {
    node = new Node();
    node.service("s").service("other").route("r", "s", "/r").route("q", "s", "/q");
    node.route("o", "other", "/o").route("bare", null, "/bare");
    node.apply();
  }

  @AfterEach
  void stop() {
    node.close();
  }

  private String winner(String route, String consumer) {
    Runtime runtime = node.current();
    Chain chain = runtime.chain(runtime.entities().byId(Route.class, Node.routeId(route)));
    for (Slot slot : chain.slots()) {
      if (slot.name().equals("limit")) {
        LoadedPlugin found = slot.resolve(consumer);
        return found == null ? "none" : found.entity().id();
      }
    }
    return "none";
  }

  @Test
  void theFirstOfTheEightRowsThatHasAnInstanceWins() throws Exception {
    for (String[] row : ROWS) {
      node.plugin(row[0], "limit", row[0], row[1]);
    }
    node.apply();
    for (String[] row : ROWS) {
      assertEquals(row[0], winner("r", "c"));
      node.delete("plugins", row[0]).apply();
    }
    assertEquals("none", winner("r", "c"));
  }

  @Test
  void rowsWhoseDimensionTheRequestDoesNotHaveAreSkipped() throws Exception {
    for (String[] row : ROWS) {
      node.plugin(row[0], "limit", row[0], row[1]);
    }
    node.apply();
    assertEquals("route+service", winner("r", null));
    assertEquals("route+service", winner("r", "stranger"));
    assertEquals("service+consumer", winner("q", "c"));
    assertEquals("service", winner("q", null));
    assertEquals("consumer", winner("o", "c"));
    assertEquals("global", winner("o", null));
    assertEquals("consumer", winner("bare", "c"));
    assertEquals("global", winner("bare", null));
  }

  @Test
  void aDisabledInstanceDoesNotShadow() throws Exception {
    node.plugin("global", "limit", "g", "");
    node.put(
        "plugins",
        "off",
        "{'name':'limit','enabled':false,'protocols':['http'],'config':{},'route':{'id':'r'}}");
    node.apply();
    assertEquals("global", winner("r", null));
  }

  @Test
  void anInstanceForStreamsDoesNotRun() throws Exception {
    node.put("plugins", "tcp", "{'name':'limit','enabled':true,'protocols':['tcp'],'config':{}}");
    node.apply();
    assertEquals("none", winner("r", null));
  }

  @Test
  void largerPriorityRunsFirstAndEqualOnesByNameDescending() throws Exception {
    node.plugin("1", "log", "l", "").plugin("2", "limit", "m", "'route':{'id':'r'}");
    node.plugin("3", "zeta", "z", "'service':{'id':'s'}").plugin("4", "auth", "a", "");
    Runtime runtime = node.apply();
    Chain chain = runtime.chain(runtime.entities().byId(Route.class, Node.routeId("r")));
    List<String> names = new ArrayList<>();
    chain.slots().forEach(slot -> names.add(slot.name()));
    assertEquals(List.of("auth", "zeta", "limit", "log"), names);
    assertEquals(
        """
        auth 1000: global 4
        zeta 900: service 3
        limit 900: route 2
        log 10: global 1
        """,
        chain.toString());
    assertTrue(chain.has(Phase.LOG) && chain.has(Phase.HEADER_FILTER));
    assertFalse(chain.has(Phase.RESPONSE));
  }

  @Test
  void theGlobalChainHasOnlyWhatIsTiedToNothing() throws Exception {
    for (String[] row : ROWS) {
      node.plugin(row[0], "limit", row[0], row[1]);
    }
    Chain chain = node.apply().globalChain();
    assertEquals("global", chain.slot(0).resolve("c").entity().id());
    assertEquals(1, chain.size());
    node.delete("plugins", "global");
    assertEquals(0, node.apply().globalChain().size());
  }

  @Test
  void routesWithoutPluginsOfTheirOwnShareAChain() throws Exception {
    node.plugin("s", "limit", "s", "'service':{'id':'s'}");
    Runtime runtime = node.apply();
    Route r = runtime.entities().byId(Route.class, Node.routeId("r"));
    Route q = runtime.entities().byId(Route.class, Node.routeId("q"));
    assertSame(runtime.chain(r), runtime.chain(q));
  }

  @Test
  void aRouteThatMovesToAnotherServiceTakesItsPlugins() throws Exception {
    node.plugin("s", "limit", "s", "'service':{'id':'s'}");
    node.plugin("o", "limit", "o", "'service':{'id':'other'}");
    node.plugin("l", "log", "l", "'route':{'id':'r'}");
    node.apply();
    assertEquals("s", winner("r", null));
    node.route("r", "other", "/r").apply();
    assertEquals("o", winner("r", null));
    node.route("r", null, "/r").apply();
    assertEquals("none", winner("r", null));
  }

  @Test
  void aChainNeedsWhatAnyOfItsInstancesNeeds() throws Exception {
    node.put(
        "plugins",
        "n",
        "{'name':'limit','enabled':true,'protocols':['http'],"
            + "'config':{'word':'n','needs_body':true},'consumer':{'id':'c'}}");
    Runtime runtime = node.apply();
    Chain chain = runtime.chain(runtime.entities().byId(Route.class, Node.routeId("r")));
    assertTrue(chain.needs(Plugin.Need.REQUEST_BODY));
    assertFalse(runtime.globalChain().needs(Plugin.Need.REQUEST_BODY));
  }
}
