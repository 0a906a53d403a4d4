package io.quong.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes configurations of plugins by what {@code /schemas/plugins/…} says of them, with a mark of
 * its own in each place that may hold a secret: what is declared as encrypted or as a reference.
 */
final class MarkedConfig {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Where nothing listens. */
  private static final String NOWHERE = "http://127.0.0.1:9/";

  private final Map<String, String> places = new TreeMap<>();

  /** All marks, with the places that they stand in. */
  Map<String, String> places() {
    return places;
  }

  /** A text that occurs nowhere else. */
  String mark(String place) {
    String mark = "mark-%03d-here".formatted(places.size());
    places.put(mark, place);
    return mark;
  }

  /** A configuration; null when nothing of the plugin may hold a secret. */
  ObjectNode of(String plugin, JsonNode schema) {
    int before = places.size();
    JsonNode config = JSON.createObjectNode();
    for (JsonNode field : schema.get("fields")) {
      if (field.has("config")) {
        config = filled(field.get("config"), plugin);
      }
    }
    return places.size() == before ? null : (ObjectNode) config;
  }

  private static boolean holdsSecret(JsonNode field) {
    return field.path("encrypted").asBoolean() || field.path("referenceable").asBoolean();
  }

  private JsonNode filled(JsonNode field, String place) {
    return switch (field.path("type").asText()) {
      case "record" -> record(field, place);
      case "set", "array" -> list(field, place);
      case "map" -> map(field, place);
      case "string" -> text(field, place);
      default -> plain(field);
    };
  }

  private JsonNode record(JsonNode field, String place) {
    ObjectNode record = JSON.createObjectNode();
    for (JsonNode each : field.path("fields")) {
      String name = each.fieldNames().next();
      JsonNode value = filled(each.get(name), place + "." + name);
      if (value != null) {
        record.set(name, value);
      }
    }
    return record.isEmpty() ? null : record;
  }

  private JsonNode list(JsonNode field, String place) {
    JsonNode elements = field.path("elements");
    boolean secret = holdsSecret(elements) || holdsSecret(field);
    boolean wanted = field.path("required").asBoolean() && !field.has("default");
    if (!secret && !wanted && !elements.toString().contains("\"encrypted\":true")) {
      return null;
    }
    JsonNode element =
        secret ? JSON.getNodeFactory().textNode(mark(place)) : filled(required(elements), place);
    ArrayNode list = JSON.createArrayNode();
    return element == null ? null : list.add(element);
  }

  private static JsonNode required(JsonNode field) {
    return ((ObjectNode) field.deepCopy()).put("required", true);
  }

  private JsonNode map(JsonNode field, String place) {
    JsonNode values = field.path("values");
    boolean secret = holdsSecret(values) || holdsSecret(field);
    boolean text = values.path("type").asText().equals("string");
    return secret && text ? JSON.createObjectNode().put("x-key", mark(place)) : null;
  }

  private JsonNode text(JsonNode field, String place) {
    if (holdsSecret(field) && !field.has("one_of")) {
      boolean address = place.matches(".*(url|uri|endpoint|issuer)");
      return JSON.getNodeFactory().textNode((address ? NOWHERE : "") + mark(place));
    }
    if (!field.path("required").asBoolean() || field.has("default")) {
      return null;
    }
    JsonNode first = field.path("one_of").path(0);
    String address = place.matches(".*(url|endpoint).*") ? NOWHERE : "x";
    return first.isMissingNode() ? JSON.getNodeFactory().textNode(address) : first;
  }

  private static JsonNode plain(JsonNode field) {
    if (!field.path("required").asBoolean() || field.has("default")) {
      return null;
    }
    return field.path("type").asText().equals("boolean")
        ? JSON.getNodeFactory().booleanNode(true)
        : JSON.getNodeFactory().numberNode(5);
  }

  /** Sets what a schema alone does not tell; the path has dots between its names. */
  static void set(ObjectNode config, String path, Object value) {
    String[] names = path.split("\\.", -1);
    ObjectNode at = config;
    for (int i = 0; i < names.length - 1; i++) {
      at = at.withObjectProperty(names[i]);
    }
    at.set(names[names.length - 1], JSON.valueToTree(value));
  }
}
