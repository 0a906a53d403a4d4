package io.quong.admin.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What the Admin API says of nodes: {@code /quong/nodes}, Kong's {@code /clustering/data-planes}
 * and {@code /clustering/status}. Answers are values; whoever owns the HTTP side sends them.
 */
public final class NodesEndpoint {
  /** A status and a body. */
  public record Reply(int status, JsonNode body) {}

  private static final long LOOK_AGAIN_MS = 100;
  private static final long LONGEST_WAIT_SECONDS = 300;

  private final Vertx vertx;
  private final NodeRegistry registry;
  private final ConfigFeed feed;
  private final long purgeSeconds;

  NodesEndpoint(Vertx vertx, NodeRegistry registry, ConfigFeed feed, long purgeSeconds) {
    this.vertx = vertx;
    this.registry = registry;
    this.feed = feed;
    this.purgeSeconds = purgeSeconds;
  }

  /**
   * {@code GET /quong/nodes?version=N&wait=S}.
   *
   * @param version null to list at once
   * @param wait seconds until it gives up; null for 0
   */
  public Future<Reply> nodes(String version, String wait) {
    if (version == null) {
      return registry.nodes().map(nodes -> new Reply(200, list("data", nodes)));
    }
    long wanted = number(version, Long.MAX_VALUE);
    long seconds = wait == null ? 0 : number(wait, LONGEST_WAIT_SECONDS);
    if (wanted < 0) {
      return bad("version must be a whole number, 0 or greater");
    }
    if (seconds < 0) {
      return bad("wait must be a whole number of seconds between 0 and " + LONGEST_WAIT_SECONDS);
    }
    Wait waiting = new Wait(wanted, seconds);
    waiting.begin();
    return waiting.reply.future();
  }

  private static Future<Reply> bad(String message) {
    return Future.succeededFuture(
        new Reply(400, JsonNodeFactory.instance.objectNode().put("message", message)));
  }

  private static long number(String text, long most) {
    try {
      long number = Long.parseLong(text);
      return number <= most ? number : -1;
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private ObjectNode list(String name, List<NodeRow> nodes) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("config_version", feed.version());
    ArrayNode list = body.putArray(name);
    long now = registry.now();
    nodes.forEach(node -> list.add(node.shown(now)));
    return body;
  }

  /** {@code GET /clustering/status}: id → what Kong shows of a node. */
  public Future<Reply> status() {
    return registry
        .nodes()
        .map(
            nodes -> {
              ObjectNode body = JsonNodeFactory.instance.objectNode();
              for (NodeRow node : nodes) {
                ObjectNode shown = body.putObject(node.id().toString());
                shown.put("config_hash", hash(node));
                shown.put("hostname", node.status().hostname());
                shown.put("ip", node.address());
                shown.put("last_seen", node.lastSeen() / 1_000);
              }
              return new Reply(200, body);
            });
  }

  /**
   * {@code GET /clustering/data-planes}: the rows of Kong's collection, for paging by its owner.
   */
  public Future<List<ObjectNode>> dataPlanes() {
    return registry
        .nodes()
        .map(
            nodes -> {
              long now = registry.now();
              return nodes.stream().map(node -> dataPlane(node, now)).toList();
            });
  }

  private ObjectNode dataPlane(NodeRow node, long now) {
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    row.put("id", node.id().toString());
    row.put("hostname", node.status().hostname());
    row.put("ip", node.address());
    row.put("version", node.status().version());
    row.put("last_seen", node.lastSeen() / 1_000);
    row.put("config_hash", hash(node));
    row.put("sync_status", "normal");
    row.set("labels", node.status().labels());
    row.putObject("cert_details");
    row.putArray("rpc_capabilities");
    row.put("ttl", Math.max(0, purgeSeconds - (now - node.lastSeen()) / 1_000));
    row.put("updated_at", node.lastSeen() / 1_000);
    return row;
  }

  /** Kong's hash is only compared for equality, and 32 characters long: so is the version. */
  private static String hash(NodeRow node) {
    return String.format("%032x", node.status().running());
  }

  /** Waits until every live node runs a version, or until the time is over. */
  private final class Wait {
    final Promise<Reply> reply = Promise.promise();
    private final long wanted;
    private final long deadline;
    private final Runnable look = this::look;
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile boolean again;

    Wait(long wanted, long seconds) {
      this.wanted = wanted;
      deadline = System.nanoTime() + seconds * 1_000_000_000L;
    }

    void begin() {
      registry.listen(look);
      reply.future().onComplete(done -> registry.unlisten(look));
      look();
    }

    private void look() {
      again = true;
      if (!looking.compareAndSet(false, true)) {
        return;
      }
      again = false;
      registry
          .nodes()
          .onFailure(reply::tryFail)
          .onSuccess(this::judge)
          .onComplete(
              done -> {
                looking.set(false);
                if (reply.future().isComplete()) {
                  return;
                }
                if (again) {
                  look();
                } else {
                  // Nodes of other control planes, and the end of the wait.
                  vertx.setTimer(LOOK_AGAIN_MS, unused -> look());
                }
              });
    }

    private void judge(List<NodeRow> nodes) {
      long now = registry.now();
      List<NodeRow> behind =
          nodes.stream()
              .filter(node -> node.live(now) && node.status().running() < wanted)
              .toList();
      if (behind.isEmpty() && feed.version() >= wanted) {
        reply.tryComplete(new Reply(200, list("data", nodes)));
      } else if (System.nanoTime() >= deadline) {
        ObjectNode body = list("behind", behind);
        body.put(
            "message",
            feed.version() < wanted
                ? "there is no configuration version " + wanted + " yet"
                : behind.size() + " of the live nodes do not run version " + wanted + " yet");
        reply.tryComplete(new Reply(504, body));
      }
    }
  }
}
