package io.quong.dataplane.cluster;

import io.quong.cluster.ClusterWire;
import io.quong.cluster.SyncHead;
import io.quong.cluster.SyncRequest;
import io.vertx.core.Future;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/**
 * Asks the control plane for what is new, for as long as the node runs, on a thread of its own: one
 * poll after the other, each answered at once or when something changes.
 */
final class ConfigPoller implements Runnable {
  private static final Logger LOG = Logger.getLogger(ConfigPoller.class);
  private static final long SILENCE_MS = ClusterWire.MAX_WAIT_MS + 10_000;

  /** How long until a full snapshot is asked for again, only for the file's sake. */
  private static final long FILE_RETRY_NANOS = 60_000_000_000L;

  private final ControlPlaneAddress address;
  private final ClusterClient client;
  private final ConfigApplier applier;
  private final OrderSink orders;
  private final NodeState state;
  private final Backoff backoff = new Backoff(50, 5_000, ThreadLocalRandom.current());
  private long ordersSeen = -1;
  private long fileRetryAt = System.nanoTime() - FILE_RETRY_NANOS;

  ConfigPoller(
      ControlPlaneAddress address,
      ClusterClient client,
      ConfigApplier applier,
      OrderSink orders,
      NodeState state) {
    this.address = address;
    this.client = client;
    this.applier = applier;
    this.orders = orders;
    this.state = state;
  }

  @Override
  public void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        client.address(address.find());
        poll();
        backoff.reset();
      } catch (InterruptedIOException | InterruptedException e) {
        return;
      } catch (IOException | RuntimeException e) {
        away(e);
        try {
          Thread.sleep(backoff.next());
        } catch (InterruptedException stop) {
          return;
        }
      }
    }
  }

  private void poll() throws IOException, InterruptedException {
    try (ChangeStream answer = new ChangeStream(ask(request()), ConfigFileReader.LONGEST_LINE)) {
      if (state.connected(true)) {
        LOG.info("the control plane answers");
      }
      state.clear(NodeState.Warning.CONTROL_PLANE_AWAY);
      SyncHead head = answer.head();
      switch (head.content()) {
        case NOTHING -> answer.drain();
        case DELTA, FULL -> applier.received(answer);
      }
      head.orders().forEach(this::carryOut);
      ordersSeen = head.ordersSeen();
    }
  }

  private SyncRequest request() {
    String installation = state.installation();
    if (applier.needsFull() && System.nanoTime() - fileRetryAt > FILE_RETRY_NANOS) {
      fileRetryAt = System.nanoTime();
      installation = "";
    }
    return new SyncRequest(
        installation,
        state.running(),
        applier.refused(),
        applier.refusedOf(),
        ClusterWire.MAX_WAIT_MS,
        ordersSeen,
        state.status());
  }

  private ResponseInput ask(SyncRequest request) throws IOException, InterruptedException {
    Future<ResponseInput> answer =
        client
            .post(ClusterWire.SYNC, request.toJson(), SILENCE_MS)
            .map(response -> new ResponseInput(response, client.context(), SILENCE_MS));
    try {
      return answer.toCompletionStage().toCompletableFuture().get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    }
  }

  private void carryOut(io.quong.cluster.Order order) {
    try {
      orders.carryOut(order);
    } catch (RuntimeException e) {
      LOG.errorf(e, "the order %s was not carried out", order.type());
    }
  }

  private void away(Exception fault) {
    String why = fault.getMessage() == null ? fault.toString() : fault.getMessage();
    boolean news = state.connected(false);
    if (state.warn(NodeState.Warning.CONTROL_PLANE_AWAY, "no answer from " + why) || news) {
      LOG.warnf("the control plane does not answer, the node runs on what it has: %s", why);
    } else {
      LOG.debug("the control plane does not answer", fault);
    }
    if (fault instanceof RuntimeException) {
      LOG.error("unexpected while asking the control plane", fault);
    }
  }
}
