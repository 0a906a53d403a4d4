package io.quong.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What a node says of itself.
 *
 * @param hostname of its machine
 * @param version its product version
 * @param running the configuration version that its requests run on; 0 for none yet
 * @param state see {@link State}
 * @param reason why the state is not normal; null when it is
 * @param warnings what does not stop it but should be looked at: a file that could not be written
 * @param labels the operator's, {@code cluster_dp_labels}
 * @param observed health of upstreams, connection counters; what the node's rooms add
 */
public record NodeStatus(
    String hostname,
    String version,
    long running,
    State state,
    String reason,
    List<String> warnings,
    ObjectNode labels,
    ObjectNode observed) {

  /** How a node stands to the configuration that it was given. */
  public enum State {
    /** It has none yet. */
    STARTING,
    /** It runs what it was given last. */
    NORMAL,
    /** It could not build what it was given last, and runs the one before. */
    REFUSED;

    /** The name on the wire and in {@code /quong/nodes}. */
    public String wire() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }

    static State of(String wire) {
      for (State state : values()) {
        if (state.wire().equals(wire)) {
          return state;
        }
      }
      return STARTING;
    }
  }

  public ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("hostname", hostname).put("version", version).put("running", running);
    json.put("state", state.wire()).put("reason", reason);
    ArrayNode list = json.putArray("warnings");
    warnings.forEach(list::add);
    json.set("labels", labels);
    json.set("observed", observed);
    return json;
  }

  public static NodeStatus of(JsonNode json) {
    List<String> warnings = new ArrayList<>();
    json.path("warnings").forEach(w -> warnings.add(w.asText()));
    return new NodeStatus(
        json.path("hostname").asText(""),
        json.path("version").asText(""),
        json.path("running").asLong(),
        State.of(json.path("state").asText("")),
        json.path("reason").textValue(),
        List.copyOf(warnings),
        object(json.get("labels")),
        object(json.get("observed")));
  }

  private static ObjectNode object(JsonNode json) {
    return json instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
  }
}
