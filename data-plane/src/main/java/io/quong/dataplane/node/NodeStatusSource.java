package io.quong.dataplane.node;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.dataplane.cluster.NodeState;
import io.quong.listen.status.ConnectionCounts;
import io.quong.listen.status.StatusSource;
import io.quong.settings.Settings;
import java.util.function.Supplier;

/** What the Status API tells of a node. */
final class NodeStatusSource implements StatusSource {
  private static final String NONE = "0".repeat(32);

  /** Whether control plane and database belong to the same installation. */
  private final boolean traditional;

  /** Whether there is no database, and the configuration a document. */
  private final boolean declared;

  private final NodeState state;
  private final Scrape scrape;
  private final Supplier<ConnectionCounts> connections;
  private final Supplier<ObjectNode> breakers;

  /**
   * @param breakers the answer of circuit-breaker's instances; empty when there are none
   */
  NodeStatusSource(
      Settings settings,
      NodeState state,
      Scrape scrape,
      Supplier<ConnectionCounts> connections,
      Supplier<ObjectNode> breakers) {
    boolean traditional = settings.role() == Settings.Role.TRADITIONAL;
    this.traditional = traditional && !settings.withoutDatabase();
    this.declared = traditional && settings.withoutDatabase();
    this.state = state;
    this.scrape = scrape;
    this.connections = connections;
    this.breakers = breakers;
  }

  @Override
  public String notReady() {
    boolean empty = declared && configurationHash().equals(NONE);
    return state.configured() && !empty
        ? null
        : "no configuration available (empty configuration present)";
  }

  @Override
  public ConnectionCounts connections() {
    return connections.get();
  }

  @Override
  public Boolean databaseReachable() {
    return traditional ? state.connected() : null;
  }

  @Override
  public String configurationHash() {
    if (declared && state.configured()) {
      // Without a database the document is the installation, by its hash.
      return state.installation().replace("-", "");
    }
    return state.configured() ? String.format("%032x", state.running()) : NONE;
  }

  @Override
  public long configurationVersion() {
    return state.running();
  }

  @Override
  public String metrics() {
    return scrape.text(connections, state.configured());
  }

  @Override
  public ObjectNode circuitBreakers() {
    ObjectNode known = breakers.get();
    return known.has("data") ? known : known.set("data", known.arrayNode());
  }
}
