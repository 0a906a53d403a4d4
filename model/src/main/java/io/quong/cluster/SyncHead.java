package io.quong.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The first line of the answer to a poll, and of the file that a node keeps.
 *
 * @param installation the database that it comes from
 * @param version what the node has after it
 * @param content what the lines that follow are
 * @param orders to be carried out now, in order
 * @param ordersSeen what the node names in its next poll
 */
public record SyncHead(
    String installation, long version, Content content, List<Order> orders, long ordersSeen) {

  /** What follows the head. */
  public enum Content {
    /** No lines: the node has the newest version, or has refused it. */
    NOTHING,
    /** What changed since the version that the node named. */
    DELTA,
    /** All there is. */
    FULL;

    String wire() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }

    static Content of(String wire) {
      for (Content content : values()) {
        if (content.wire().equals(wire)) {
          return content;
        }
      }
      throw new IllegalArgumentException("unknown content: " + wire);
    }
  }

  public static SyncHead full(String installation, long version) {
    return new SyncHead(installation, version, Content.FULL, List.of(), 0);
  }

  /** The line with its line feed. */
  public byte[] line() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("installation", installation).put("version", version);
    json.put("content", content.wire()).put("orders_seen", ordersSeen);
    ArrayNode list = json.putArray("orders");
    orders.forEach(order -> list.add(order.toJson()));
    return (json + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /**
   * @throws IllegalArgumentException when it is no head
   */
  public static SyncHead of(JsonNode json) {
    if (!json.path("version").canConvertToLong()) {
      throw new IllegalArgumentException("the first line has no version");
    }
    List<Order> orders = new ArrayList<>();
    json.path("orders").forEach(order -> orders.add(Order.of(order)));
    return new SyncHead(
        json.path("installation").asText(""),
        json.get("version").longValue(),
        Content.of(json.path("content").asText("")),
        List.copyOf(orders),
        json.path("orders_seen").asLong());
  }
}
