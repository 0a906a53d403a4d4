package io.quong.admin.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quong.cluster.ClusterTrust;
import io.quong.cluster.ClusterWire;
import io.quong.cluster.NodeStatus;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/** The control plane's side of the cluster, as one thing that starts and stops. */
public final class ClusterServer {
  /**
   * What it needs to know.
   *
   * @param trust how nodes and control plane recognise each other
   * @param version the product's
   * @param purgeSeconds {@code cluster_data_plane_purge_delay}
   */
  public record Settings(ClusterTrust trust, String version, long purgeSeconds) {}

  private static final Logger LOG = Logger.getLogger(ClusterServer.class);
  private static final int THREADS = 4;
  private static final int SNAPSHOTS = 3;
  private static final long LOOK_FOR_ORDERS_MS = 1_000;
  private static final long SWEEP_MS = 30_000;

  private final Vertx vertx;
  private final NodeGate gate;
  private final SyncEndpoint sync;
  private final CountersEndpoint counters;
  private final StateEndpoint state;
  private final Orders orders;
  private final NodeRegistry registry;
  private final Questions questions;
  private final NodesEndpoint nodes;
  private final ClusterListener listener;
  private final WorkerExecutor worker;
  private final WorkerExecutor snapshots;
  private final long purgeSeconds;
  private final long[] timers;

  /** Keeps what it knows in the database, which must have been migrated; blocks for one query. */
  public ClusterServer(Vertx vertx, DataSource database, ConfigFeed feed, Settings settings)
      throws SQLException {
    this(vertx, ClusterStore.of(database), feed, settings);
  }

  public ClusterServer(Vertx vertx, ClusterStore store, ConfigFeed feed, Settings settings) {
    this.vertx = vertx;
    purgeSeconds = settings.purgeSeconds();
    worker = vertx.createSharedWorkerExecutor("quong-cluster", THREADS, 1, TimeUnit.MINUTES);
    snapshots = vertx.createSharedWorkerExecutor("quong-snapshots", SNAPSHOTS, 1, TimeUnit.HOURS);
    gate = new NodeGate(settings.trust(), settings.version());
    orders = new Orders(store.orders(), worker);
    registry = new NodeRegistry(store.nodes(), vertx, worker, Clock.systemUTC());
    questions = new Questions(vertx, orders, registry);
    counters = new CountersEndpoint(store.counters(), worker);
    state = new StateEndpoint(worker);
    sync = new SyncEndpoint(vertx, store.installation(), feed, orders, worker, snapshots);
    nodes = new NodesEndpoint(vertx, registry, feed, purgeSeconds);
    listener = new ClusterListener(vertx, settings.trust(), this::handle);
    timers =
        new long[] {
          vertx.setPeriodic(0, LOOK_FOR_ORDERS_MS, unused -> orders.refresh()),
          vertx.setPeriodic(SWEEP_MS, unused -> sweep())
        };
  }

  /**
   * Opens a socket for nodes.
   *
   * @return the port
   */
  public Future<Integer> listen(String host, int port) {
    return listener.listen(host, port);
  }

  /** For the Admin API. */
  public NodesEndpoint nodes() {
    return nodes;
  }

  /** For the Admin API: log level, health marks, purges. */
  public Orders orders() {
    return orders;
  }

  /** Serves from now on what nodes share. */
  public void serve(StateStore shared) {
    state.serve(shared);
  }

  /** For the Admin API: ids of the nodes that are connected to any control plane. */
  public Future<List<String>> liveNodes() {
    return registry
        .nodes()
        .map(
            rows ->
                rows.stream()
                    .filter(row -> row.live(registry.now()))
                    .map(row -> row.id().toString())
                    .toList());
  }

  /** For the Admin API: what nodes hold in memory. */
  public Questions questions() {
    return questions;
  }

  private void handle(HttpServerRequest request) {
    UUID node = gate.admit(request);
    if (node == null) {
      return;
    }
    gate.prove(request, request.response());
    if (!request.method().equals(HttpMethod.POST)) {
      Answers.message(request, 405, "only POST");
      return;
    }
    Answers.body(request)
        .onSuccess(
            body -> {
              try {
                dispatch(request, node, body);
              } catch (IllegalArgumentException e) {
                Answers.message(request, 400, e.getMessage());
              }
            })
        .onFailure(fault -> Answers.message(request, 400, fault.getMessage()));
  }

  private void dispatch(HttpServerRequest request, UUID node, JsonNode body) {
    switch (request.path()) {
      case ClusterWire.SYNC -> {
        heard(request, node, body);
        sync.handle(request, body);
      }
      case ClusterWire.REPORT -> {
        heard(request, node, body);
        Answers.json(request.response(), JsonNodeFactory.instance.objectNode());
      }
      case ClusterWire.ANSWER -> {
        questions.answered(node, body);
        Answers.json(request.response(), JsonNodeFactory.instance.objectNode());
      }
      case ClusterWire.COUNTERS -> counters.handle(request, body);
      case ClusterWire.STATE -> state.handle(request, body);
      default -> Answers.message(request, 404, "Not found");
    }
  }

  private void heard(HttpServerRequest request, UUID node, JsonNode body) {
    if (!body.isObject()) {
      throw new IllegalArgumentException("the body must be an object");
    }
    registry.heard(node, request.connection(), NodeStatus.of(body.path("status")));
  }

  private void sweep() {
    counters.sweep();
    registry.purge(purgeSeconds);
    worker
        .executeBlocking(
            () -> {
              orders.sweep();
              return null;
            },
            false)
        .onFailure(fault -> LOG.debug("sweeping orders", fault));
  }

  /** Answers the polls that wait and closes the sockets. */
  public Future<Void> close() {
    for (long timer : timers) {
      vertx.cancelTimer(timer);
    }
    sync.release();
    return listener.close().eventually(() -> worker.close()).eventually(() -> snapshots.close());
  }
}
