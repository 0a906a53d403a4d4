package io.quong.admin.node;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.admin.api.AdminError;
import io.quong.admin.api.Call;
import io.quong.admin.api.Endpoints;
import io.quong.admin.api.Reply;
import io.quong.program.LogLevel;
import io.quong.settings.Keys;
import io.quong.settings.Settings;
import io.quong.settings.StoreKeys;
import io.vertx.core.Vertx;
import java.util.function.Consumer;

/** {@code /debug/…/log-level}: a level for a while, here and on the nodes. */
public final class LogLevels {
  private static final double DEFAULT_SECONDS = 60;

  private final Vertx vertx;
  private final Settings settings;
  private final String nodeId;
  private final Consumer<ObjectNode> nodes;
  private String current;
  private long timer = -1;

  /**
   * @param nodeId of the node that belongs to the same installation, if there is one
   * @param nodes tells the nodes: level and seconds
   */
  public LogLevels(Vertx vertx, Settings settings, String nodeId, Consumer<ObjectNode> nodes) {
    this.vertx = vertx;
    this.settings = settings;
    this.nodeId = nodeId;
    this.nodes = nodes;
    this.current = settings.get(Keys.LOG_LEVEL);
  }

  public void add(Endpoints endpoints) {
    endpoints.add(
        "GET", "/debug/node/log-level", call -> Reply.message(200, "log level: " + current()));
    endpoints.add("PUT", "/debug/node/log-level/{log_level}", call -> put(call, false));
    String cluster =
        settings.role() == Settings.Role.CONTROL_PLANE
            ? "/debug/cluster/control-planes-nodes/log-level/{log_level}"
            : "/debug/cluster/log-level/{log_level}";
    endpoints.add("PUT", cluster, call -> put(call, true));
  }

  /** Kong's name of the level that holds. */
  public synchronized String current() {
    return current;
  }

  private synchronized Reply put(Call call, boolean everywhere) {
    if (settings.get(StoreKeys.DATABASE).equals("off")) {
      throw AdminError.plain(405, "cannot change log level when not using a database");
    }
    String level = call.parameter("log_level");
    if (!LogLevel.known(level)) {
      throw AdminError.plain(400, "unknown log level: " + level);
    }
    double seconds = seconds(call.query().first("timeout"));
    if (seconds < 0) {
      throw AdminError.plain(400, "timeout must be greater than or equal to 0");
    }
    if (level.equals(current)) {
      return Reply.message(200, "log level is already " + level);
    }
    set(level);
    vertx.cancelTimer(timer);
    if (seconds > 0) {
      timer = vertx.setTimer((long) Math.ceil(seconds) * 1_000, over -> restore());
    }
    tell(level, (long) Math.ceil(seconds), everywhere);
    return Reply.message(200, "log level changed");
  }

  /** To Kong a node and its Admin API are one: what is set here holds for the node, too. */
  private void tell(String level, long seconds, boolean everywhere) {
    if (!everywhere && settings.role() != Settings.Role.TRADITIONAL) {
      return;
    }
    ObjectNode order =
        JsonNodeFactory.instance.objectNode().put("level", level).put("timeout", seconds);
    if (!everywhere) {
      order.put("node", nodeId);
    }
    nodes.accept(order);
  }

  private static double seconds(String timeout) {
    return timeout == null || !timeout.matches("-?\\d{1,7}(\\.\\d{1,6})?")
        ? DEFAULT_SECONDS
        : Double.parseDouble(timeout);
  }

  private synchronized void restore() {
    set(settings.get(Keys.LOG_LEVEL));
  }

  private void set(String level) {
    current = level;
    LogLevel.apply(level);
  }
}
