package io.quong.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Something that all nodes shall do now and that is no configuration. A node that starts later does
 * not learn of it.
 *
 * @param number grows from order to order
 * @param type {@code log-level}, {@code health}, {@code cache-purge}, {@code ask} or {@code
 *     explain-token}; a node skips what it does not know
 * @param body what the type needs
 */
public record Order(long number, String type, ObjectNode body) {
  /**
   * {@code {"level":"debug","timeout":60}}; with {@code "node":ID} meant for that node alone. A
   * timeout of 0 means for good.
   */
  public static final String LOG_LEVEL = "log-level";

  /** {@code {"upstream":ID,"target":"host:port","address":"ip:port" or null,"healthy":true}}. */
  public static final String HEALTH = "health";

  /** {@code {"plugin":NAME,"key":KEY or null for all}}. */
  public static final String CACHE_PURGE = "cache-purge";

  /**
   * {@code {"ticket":UUID,"plugin":NAME,"question":OBJECT}}: each node answers at {@link
   * ClusterWire#ANSWER}.
   */
  public static final String ASK = "ask";

  /**
   * In the place of a plugin's name: the question is for the node's explainer. {@code
   * {"question":TEXT,"text":BOOL,"version":N,"draft":[{"kind","id","body"}]}}, the draft perhaps
   * missing, or {@code {"trace":REQUEST ID,"text":BOOL}}; the answer is {@code
   * {"status":N,"text":BOOL,"body":TEXT}}.
   */
  public static final String EXPLAIN = "quong/explain";

  /** In the place of a plugin's name: each node answers with what it observes at that moment. */
  public static final String OBSERVED = "quong/observed";

  /**
   * {@code {"digest":SHA-256 in hex,"seconds":N,"nodes":[ID]}}: who brings the token may have its
   * requests traced by these nodes for so long.
   */
  public static final String EXPLAIN_TOKEN = "explain-token";

  public ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("number", number).put("type", type);
    json.set("body", body);
    return json;
  }

  public static Order of(JsonNode json) {
    return new Order(
        json.path("number").asLong(),
        json.path("type").asText(""),
        json.get("body") instanceof ObjectNode body ? body : JsonNodeFactory.instance.objectNode());
  }
}
