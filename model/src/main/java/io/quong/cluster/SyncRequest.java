package io.quong.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A node's poll.
 *
 * @param installation the database that its configuration came from; empty asks for a full
 *     snapshot, and so does another database's, whose versions can't be compared
 * @param version the configuration version that it runs
 * @param refused the newest version that it could not build, so that it is not sent again; 0 for
 *     none
 * @param refusedOf the database that the refused version came from; empty for none
 * @param waitMs how long to wait for something new, in milliseconds
 * @param ordersSeen the number of the last order that it has; -1 for a node that just started
 * @param status what it says of itself
 */
public record SyncRequest(
    String installation,
    long version,
    long refused,
    String refusedOf,
    long waitMs,
    long ordersSeen,
    NodeStatus status) {

  public ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("installation", installation).put("version", version).put("refused", refused);
    json.put("refused_of", refusedOf);
    json.put("wait_ms", waitMs).put("orders_seen", ordersSeen);
    json.set("status", status.toJson());
    return json;
  }

  public static SyncRequest of(JsonNode json) {
    return new SyncRequest(
        json.path("installation").asText(""),
        Math.max(0, json.path("version").asLong()),
        json.path("refused").asLong(),
        json.path("refused_of").asText(""),
        Math.max(0, Math.min(ClusterWire.MAX_WAIT_MS, json.path("wait_ms").asLong())),
        json.path("orders_seen").asLong(-1),
        NodeStatus.of(json.path("status")));
  }
}
