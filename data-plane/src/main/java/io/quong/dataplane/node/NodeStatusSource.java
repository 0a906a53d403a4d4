package io.quong.dataplane.node;

import io.quong.dataplane.cluster.NodeState;
import io.quong.listen.status.ConnectionCounts;
import io.quong.listen.status.StatusSource;
import java.util.function.Supplier;

/** What the Status API tells of a node. */
final class NodeStatusSource implements StatusSource {
  private final boolean traditional;
  private final NodeState state;
  private final Scrape scrape;
  private final Supplier<ConnectionCounts> connections;

  /**
   * @param traditional whether control plane and database belong to the same installation
   */
  NodeStatusSource(
      boolean traditional, NodeState state, Scrape scrape, Supplier<ConnectionCounts> connections) {
    this.traditional = traditional;
    this.state = state;
    this.scrape = scrape;
    this.connections = connections;
  }

  @Override
  public String notReady() {
    return state.configured() ? null : "no configuration available (empty configuration present)";
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
    return state.configured() ? String.format("%032x", state.running()) : "0".repeat(32);
  }

  @Override
  public long configurationVersion() {
    return state.running();
  }

  @Override
  public String metrics() {
    return scrape.text(connections, state.configured());
  }
}
