package io.quong.admin.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The change log replayed: what there was after each version, for named entities of two kinds. */
final class SerialOrder {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** By kind and name. */
  record State(Map<String, JsonNode> entities) {
    boolean has(String kind, String name) {
      return entities.containsKey(kind + '/' + name);
    }

    /** Whether a route refers to the service. */
    boolean isReferredTo(String service) {
      JsonNode referred = entities.get("services/" + service);
      return referred != null
          && entities.values().stream()
              .anyMatch(each -> each.path("service").path("id").equals(referred.get("id")));
    }
  }

  private final List<State> after = new ArrayList<>();
  private final Map<Long, List<JsonNode>> written = new HashMap<>();

  SerialOrder(Connection connection) throws SQLException, IOException {
    Map<String, JsonNode> byId = new HashMap<>();
    after.add(new State(Map.of()));
    try (Statement statement = connection.createStatement();
        ResultSet lines =
            statement.executeQuery(
                "select version, kind, id, body from change_log order by version")) {
      while (lines.next()) {
        int version = lines.getInt(1);
        String id = lines.getString(2) + '/' + lines.getString(3);
        if (lines.getString(4) == null) {
          byId.remove(id);
        } else {
          JsonNode body = JSON.readTree(lines.getString(4));
          byId.put(id, body);
          written.computeIfAbsent((long) version, unused -> new ArrayList<>()).add(body);
        }
        while (after.size() <= version) {
          after.add(null);
        }
        after.set(version, named(byId));
      }
    }
  }

  private static State named(Map<String, JsonNode> byId) {
    Map<String, JsonNode> entities = new HashMap<>();
    byId.forEach(
        (key, body) ->
            entities.put(
                key.substring(0, key.indexOf('/') + 1) + body.path("name").asText(), body));
    return new State(entities);
  }

  /** Whether a version wrote the entity that its answer showed. */
  boolean wrote(long version, JsonNode shown) {
    return written.getOrDefault(version, List.of()).contains(shown);
  }

  /** Whether it was so at some time between two versions. */
  boolean was(long from, long to, Predicate<State> so) {
    for (long version = from; version <= Math.min(to, after.size() - 1); version++) {
      State state = after.get((int) version);
      if (state != null && so.test(state)) {
        return true;
      }
    }
    return false;
  }
}
