package io.quong.admin.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.quong.cluster.Order;
import io.quong.cluster.SyncEnd;
import io.quong.cluster.SyncHead;
import io.quong.cluster.SyncHead.Content;
import io.quong.cluster.SyncRequest;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * The long poll of nodes. A poll that has nothing to take waits in a set, without a thread, until a
 * new version or an order wakes it, or its time is over.
 */
final class SyncEndpoint {
  private static final Logger LOG = Logger.getLogger(SyncEndpoint.class);

  private final Supplier<String> installation;
  private final ConfigFeed feed;
  private final Deltas deltas;
  private final Orders orders;
  private final WorkerExecutor worker;
  private final WorkerExecutor snapshots;
  private final Vertx vertx;
  private final Set<Poll> parked = ConcurrentHashMap.newKeySet();

  /**
   * @param snapshots its size is the number of snapshots that are read at the same time
   */
  SyncEndpoint(
      Vertx vertx,
      Supplier<String> installation,
      ConfigFeed feed,
      Orders orders,
      WorkerExecutor worker,
      WorkerExecutor snapshots) {
    this.vertx = vertx;
    this.installation = installation;
    this.feed = feed;
    this.orders = orders;
    this.worker = worker;
    this.snapshots = snapshots;
    deltas = new Deltas(feed, worker);
    feed.onAdvance(version -> wake());
    orders.listen(this::wake);
  }

  private void wake() {
    parked.forEach(poll -> poll.context.runOnContext(unused -> poll.woken()));
  }

  /** Answers all that wait, so that a stop does not have to wait for them. */
  void release() {
    parked.forEach(poll -> poll.context.runOnContext(unused -> poll.timeUp()));
  }

  void handle(HttpServerRequest request, JsonNode body) {
    new Poll(request, SyncRequest.of(body)).decide();
  }

  private final class Poll {
    final Context context = vertx.getOrCreateContext();
    private final HttpServerRequest http;
    private final HttpServerResponse response;
    private final SyncRequest request;
    private final long ordersSeen;
    private final AtomicBoolean waits = new AtomicBoolean();
    private long timer = -1;

    Poll(HttpServerRequest http, SyncRequest request) {
      this.http = http;
      this.response = http.response();
      this.request = request;
      // Orders are for nodes that were there when they were given.
      ordersSeen = request.ordersSeen() < 0 ? orders.last() : request.ordersSeen();
    }

    void decide() {
      if (isNews()) {
        if (known()) {
          delta();
        } else {
          full();
        }
      } else if (known() && request.version() > feed.version()) {
        ahead();
      } else if (request.ordersSeen() < 0 || !orders.after(ordersSeen).isEmpty()) {
        nothing();
      } else {
        park();
      }
    }

    /** Whether the node's configuration came from this database. */
    private boolean known() {
      return request.installation().equals(installation.get());
    }

    private boolean isNews() {
      long has = known() ? request.version() : -1;
      long refused = request.refusedOf().equals(installation.get()) ? request.refused() : -1;
      return feed.version() > Math.max(has, refused);
    }

    /** The node may have its version from a control plane that was told sooner than this one. */
    private void ahead() {
      worker
          .executeBlocking(feed::newest, false)
          .onSuccess(
              newest -> {
                if (request.version() > newest) {
                  LOG.warnf(
                      "a node runs version %d, the newest is %d: it gets all anew",
                      (Object) request.version(), newest);
                  full();
                } else {
                  park();
                }
              })
          .onFailure(this::failed);
    }

    private void park() {
      waits.set(true);
      timer = vertx.setTimer(Math.max(1, request.waitMs()), unused -> timeUp());
      response.closeHandler(unused -> leave());
      parked.add(this);
      if (isNews() || !orders.after(ordersSeen).isEmpty()) {
        // Came between the look and the parking.
        woken();
      }
    }

    private boolean leave() {
      parked.remove(this);
      vertx.cancelTimer(timer);
      return waits.compareAndSet(true, false);
    }

    void woken() {
      boolean something = isNews() || !orders.after(ordersSeen).isEmpty();
      if (something && leave()) {
        decide();
      }
    }

    void timeUp() {
      if (leave()) {
        nothing();
      }
    }

    private SyncHead head(Content content, long version) {
      List<Order> due = orders.after(ordersSeen);
      long seen = due.isEmpty() ? ordersSeen : due.get(due.size() - 1).number();
      return new SyncHead(installation.get(), version, content, due, seen);
    }

    private void nothing() {
      byte[] head = head(Content.NOTHING, request.version()).line();
      end(Buffer.buffer(head).appendBytes(SyncEnd.line(0)));
    }

    private void delta() {
      deltas
          .since(request.version())
          .onSuccess(
              delta -> {
                if (delta == null) {
                  full();
                  return;
                }
                Buffer answer = Buffer.buffer(head(Content.DELTA, delta.version()).line());
                answer.appendBuffer(delta.lines()).appendBytes(SyncEnd.line(delta.entities()));
                end(answer);
              })
          .onFailure(this::failed);
    }

    private void end(Buffer answer) {
      context.runOnContext(
          unused -> {
            if (!response.closed() && !response.ended()) {
              response.putHeader("Content-Type", "application/x-ndjson").end(answer);
            }
          });
    }

    private void full() {
      response.putHeader("Content-Type", "application/x-ndjson").setChunked(true);
      SnapshotStream stream =
          new SnapshotStream(context, response, version -> head(Content.FULL, version).line());
      snapshots
          .executeBlocking(
              () -> {
                stream.run(feed);
                return null;
              },
              false)
          .onFailure(
              fault -> {
                LOG.warnf("a snapshot for a node broke off: %s", fault.getMessage());
                stream.fail();
              });
    }

    private void failed(Throwable fault) {
      LOG.warnf("a node's poll: %s", fault.getMessage());
      context.runOnContext(
          unused ->
              Answers.message(http, 503, "the database cannot be reached now; the poll failed"));
    }
  }
}
