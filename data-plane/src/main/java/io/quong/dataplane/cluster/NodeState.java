package io.quong.dataplane.cluster;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.cluster.NodeStatus;
import io.quong.cluster.NodeStatus.State;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * How the node stands: what it runs, and what is wrong. Its status API shows it, and the control
 * plane is told.
 */
public final class NodeState {
  /** What should be looked at and does not stop the node. */
  enum Warning {
    FILE_SET_ASIDE,
    FILE_NOT_WRITTEN,
    CONTROL_PLANE_AWAY
  }

  private final String hostname;
  private final String version;
  private final ObjectNode labels;
  private final Map<Warning, String> warnings = new EnumMap<>(Warning.class);
  private final List<Consumer<ObjectNode>> observers = new CopyOnWriteArrayList<>();
  private String installation = "";
  private long running;
  private State state = State.STARTING;
  private String reason;
  private boolean connected;

  /**
   * @param version the node's product version
   * @param labels the operator's, {@code cluster_dp_labels}
   */
  public NodeState(String hostname, String version, Map<String, String> labels) {
    this.hostname = hostname;
    this.version = version;
    this.labels = JsonNodeFactory.instance.objectNode();
    labels.forEach(this.labels::put);
  }

  /** Adds a room that has something to report, {@code "upstreams"} or {@code "connections"}. */
  public void observe(Consumer<ObjectNode> observer) {
    observers.add(observer);
  }

  /** The configuration version that requests run on. */
  public synchronized long running() {
    return running;
  }

  /** Whether a configuration is live, be it an empty one. */
  public synchronized boolean configured() {
    return !installation.isEmpty();
  }

  public synchronized State state() {
    return state;
  }

  /** Why the last configuration was refused; null when it was not. */
  public synchronized String reason() {
    return reason;
  }

  /** Whether the control plane answered the last poll. */
  public synchronized boolean connected() {
    return connected;
  }

  public synchronized List<String> warnings() {
    return new ArrayList<>(warnings.values());
  }

  /** What the control plane is told. */
  public NodeStatus status() {
    ObjectNode observed = JsonNodeFactory.instance.objectNode();
    observers.forEach(observer -> observer.accept(observed));
    synchronized (this) {
      return new NodeStatus(
          hostname, version, running, state, reason, warnings(), labels, observed);
    }
  }

  /** Which database, or which document, the configuration came from; empty before there is one. */
  public synchronized String installation() {
    return installation;
  }

  synchronized void live(String from, long newVersion) {
    installation = from;
    running = newVersion;
    state = State.NORMAL;
    reason = null;
  }

  synchronized void refused(String why) {
    state = State.REFUSED;
    reason = why;
  }

  /** Answers whether that is news. */
  synchronized boolean connected(boolean now) {
    boolean news = connected != now;
    connected = now;
    return news;
  }

  /** Answers whether that is news. */
  synchronized boolean warn(Warning warning, String said) {
    return !said.equals(warnings.put(warning, said));
  }

  synchronized boolean clear(Warning warning) {
    return warnings.remove(warning) != null;
  }
}
