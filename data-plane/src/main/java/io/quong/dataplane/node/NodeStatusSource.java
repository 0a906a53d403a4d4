package io.quong.dataplane.node;

import io.quong.dataplane.cluster.NodeState;
import io.quong.listen.status.ConnectionCounts;
import io.quong.listen.status.StatusSource;
import java.util.function.Supplier;

/** What the Status API tells of a node. */
final class NodeStatusSource implements StatusSource {
  private static final String NONE = "0".repeat(32);

  private final boolean traditional;
  private final boolean declared;
  private final NodeState state;
  private final Scrape scrape;
  private final Supplier<ConnectionCounts> connections;

  /**
   * @param traditional whether control plane and database belong to the same installation
   * @param declared whether there is no database, and the configuration a document
   */
  NodeStatusSource(
      boolean traditional,
      boolean declared,
      NodeState state,
      Scrape scrape,
      Supplier<ConnectionCounts> connections) {
    this.traditional = traditional;
    this.declared = declared;
    this.state = state;
    this.scrape = scrape;
    this.connections = connections;
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
}
