package io.quong.dataplane.cluster;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.cluster.ClusterTrust;
import io.quong.cluster.ClusterWire;
import io.quong.plugin.SharedState;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import org.jboss.logging.Logger;

/** The node's side of the cluster, as one thing that starts and stops. */
public final class ClusterNode implements AutoCloseable {
  /**
   * What it needs to know.
   *
   * @param nodeId a UUID
   * @param version the product's
   * @param address where the control plane is
   * @param trust how both recognise each other
   * @param folder for the last good configuration, of its own
   * @param nodeKey {@code QUONG_NODE_KEY}; null to keep that file unencrypted
   * @param gatherMs how long changes are gathered before that file is written anew; 1,000 or so
   */
  public record Settings(
      String nodeId,
      String version,
      ControlPlaneAddress address,
      ClusterTrust trust,
      Path folder,
      String nodeKey,
      long gatherMs) {
    @Override
    public String toString() {
      return "Settings[nodeId=" + nodeId + ", trust=" + trust + ", folder=" + folder + "]";
    }
  }

  private static final Logger LOG = Logger.getLogger(ClusterNode.class);

  private static final long ANSWER_MS = 5_000;

  private final ClusterClient client;
  private final ClusterState shared;
  private final NodeReporter reporter;
  private final ConfigFile file;
  private final ConfigApplier applier;
  private final Thread poller;

  public ClusterNode(
      Vertx vertx, Settings settings, NodeState state, ConfigSink sink, OrderSink orders)
      throws IOException {
    NodeKey key = settings.nodeKey() == null ? null : new NodeKey(settings.nodeKey());
    file = new ConfigFile(settings.folder(), key, settings.gatherMs(), state);
    applier = new ConfigApplier(sink, file, state);
    client = new ClusterClient(vertx, settings.trust(), settings.nodeId(), settings.version());
    shared = new ClusterState(client);
    reporter = new NodeReporter(vertx, client, state);
    poller =
        new Thread(
            new ConfigPoller(settings.address(), client, applier, orders, state), "quong-config");
    poller.setDaemon(true);
  }

  /**
   * Starts from the stored configuration, if there is one, and begins to poll. Blocks while the
   * stored one is loaded, never for the control plane.
   */
  public void start() {
    applier.stored();
    poller.start();
  }

  /** Counters over all nodes; works once a control plane was reached. */
  public SharedState sharedState() {
    return shared;
  }

  /** Answers a question of the control plane's; see {@link io.quong.cluster.Order#ASK}. */
  public void answer(String ticket, ObjectNode answer) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("ticket", ticket).set("answer", answer);
    client
        .post(ClusterWire.ANSWER, body, ANSWER_MS)
        .onSuccess(response -> response.resume())
        .onFailure(fault -> LOG.debugf("an answer did not arrive: %s", fault.getMessage()));
  }

  /** Tells the control plane at once what changed in what the node observes. */
  public void report() {
    reporter.report();
  }

  /** Stops polling and brings the file up to date. */
  @Override
  public void close() {
    poller.interrupt();
    try {
      poller.join(5_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (poller.isAlive()) {
      LOG.warn("the configuration thread did not stop in time");
    }
    reporter.close();
    client.close();
    file.close();
  }
}
