package io.quong.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One call on shared counters, as {@code SharedState} of the plugin API defines them.
 *
 * @param uses in the order of the answer
 */
public record CounterCall(Kind kind, List<Use> uses) {
  /** What is done with the counters. */
  public enum Kind {
    /** One use of each, or none of any when one has reached its limit; answers what was before. */
    TAKE,
    /** Adds amounts without looking at limits; answers the totals after. */
    ADD,
    /** Answers the totals. */
    READ
  }

  /**
   * One counter of a call.
   *
   * @param limit uses allowed, for TAKE
   * @param amount what is added, for ADD
   * @param expiresAt milliseconds since the epoch
   */
  public record Use(String key, long limit, long amount, long expiresAt) {}

  public ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("call", kind.name().toLowerCase(Locale.ROOT));
    ArrayNode list = json.putArray("counters");
    for (Use use : uses) {
      ObjectNode counter = list.addObject();
      counter.put("key", use.key()).put("expires_at", use.expiresAt());
      switch (kind) {
        case TAKE -> counter.put("limit", use.limit());
        case ADD -> counter.put("amount", use.amount());
        case READ -> {}
      }
    }
    return json;
  }

  /**
   * @throws IllegalArgumentException when it is no call; the message says what is wrong
   */
  public static CounterCall of(JsonNode json) {
    Kind kind = kind(json.path("call").asText(""));
    List<Use> uses = new ArrayList<>();
    for (JsonNode counter : json.path("counters")) {
      String key = counter.path("key").asText("");
      if (key.isEmpty() || key.length() > ClusterWire.MAX_KEY || key.indexOf('\0') >= 0) {
        throw new IllegalArgumentException("a counter's key is empty, too long or has a NUL");
      }
      uses.add(
          new Use(
              key,
              counter.path("limit").asLong(Long.MAX_VALUE),
              counter.path("amount").asLong(),
              counter.path("expires_at").asLong()));
    }
    return new CounterCall(kind, List.copyOf(uses));
  }

  private static Kind kind(String wire) {
    return switch (wire) {
      case "take" -> Kind.TAKE;
      case "add" -> Kind.ADD;
      case "read" -> Kind.READ;
      default -> throw new IllegalArgumentException("unknown call: " + wire);
    };
  }
}
