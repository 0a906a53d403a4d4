package io.quong.admin.cluster;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.cluster.ClusterWire;
import io.quong.cluster.NodeStatus;
import java.util.UUID;

/**
 * A node as it was last heard of.
 *
 * @param address the IP address that it connects from
 * @param connected whether it had a connection open then
 * @param firstSeen milliseconds since the epoch
 * @param lastSeen milliseconds since the epoch
 */
record NodeRow(
    UUID id, String address, boolean connected, long firstSeen, long lastSeen, NodeStatus status) {

  /** Whether it is there: a node that died is not waited for. */
  boolean live(long now) {
    return connected && now - lastSeen < ClusterWire.SILENCE_MS;
  }

  /** As {@code GET /quong/nodes} shows it; times in seconds. */
  ObjectNode shown(long now) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", id.toString());
    json.put("hostname", status.hostname());
    json.put("version", status.version());
    json.put("address", address);
    json.put("connected", live(now));
    json.put("first_seen", firstSeen / 1_000);
    json.put("last_seen", lastSeen / 1_000);
    json.put("config_version", status.running());
    json.put("state", status.state().wire());
    json.put("reason", status.reason());
    ArrayNode warnings = json.putArray("warnings");
    status.warnings().forEach(warnings::add);
    json.set("labels", status.labels());
    json.set("observed", status.observed());
    return json;
  }
}
