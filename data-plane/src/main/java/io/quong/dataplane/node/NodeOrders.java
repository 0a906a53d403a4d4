package io.quong.dataplane.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.cluster.Order;
import io.quong.dataplane.balancer.Upkeep;
import io.quong.dataplane.cluster.OrderSink;
import io.quong.dataplane.explain.NodeExplainer;
import io.quong.program.LogLevel;
import io.quong.settings.Keys;
import io.quong.settings.Settings;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Carries out what the control plane orders all nodes to do. */
final class NodeOrders implements OrderSink {
  private static final Logger LOG = Logger.getLogger(NodeOrders.class);

  private final Vertx vertx;
  private final String nodeId;
  private final String level;
  private final Upkeep upkeep;
  private final Consumer<ObjectNode> asked;
  private final NodeExplainer explainer;
  private long restoring = -1;

  /**
   * @param explainer of this node
   * @param asked takes the body of a question; see {@link Order#ASK}
   */
  NodeOrders(
      Vertx vertx,
      Settings settings,
      Upkeep upkeep,
      NodeExplainer explainer,
      Consumer<ObjectNode> asked) {
    this.asked = asked;
    this.explainer = explainer;
    this.vertx = vertx;
    this.nodeId = explainer.nodeId();
    this.upkeep = upkeep;
    this.level = settings.get(Keys.LOG_LEVEL);
  }

  @Override
  public void carryOut(Order order) {
    if (!order.body().path("node").asText(nodeId).equals(nodeId)) {
      return;
    }
    if (order.type().equals(Order.LOG_LEVEL)) {
      logLevel(order.body().path("level").asText(), order.body().path("timeout").asLong());
    } else if (order.type().equals(Order.HEALTH)) {
      JsonNode body = order.body();
      upkeep.mark(
          body.path("upstream").asText(),
          body.path("target").asText(),
          body.path("address").asText(null),
          body.path("healthy").asBoolean());
    } else if (order.type().equals(Order.EXPLAIN_TOKEN)) {
      explainer.admit(order.body());
    } else if (order.type().equals(Order.ASK)) {
      asked.accept(order.body());
    } else {
      LOG.infof("an order that this node has no part for: %s", order.type());
    }
  }

  /** A level for so many seconds; then that of the settings again. */
  private synchronized void logLevel(String wanted, long seconds) {
    if (!LogLevel.known(wanted)) {
      LOG.warnf("unknown log level: %s", wanted);
      return;
    }
    vertx.cancelTimer(restoring);
    LOG.infof("log level %s for %d s", wanted, seconds);
    LogLevel.apply(wanted);
    if (seconds > 0) {
      restoring =
          vertx.setTimer(TimeUnit.SECONDS.toMillis(seconds), unused -> LogLevel.apply(level));
    }
  }
}
