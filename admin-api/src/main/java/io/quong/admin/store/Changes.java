package io.quong.admin.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one write changes: each entity once, as it was before and as it is in the end. */
final class Changes {
  private record Change(String kind, String id, String before, String after) {
    private static boolean isNothing(String before, String after) {
      return before == null && after == null;
    }
  }

  private record Undo(String key, Change before) {}

  /** A point to go back to. */
  record Mark(int position) {}

  private final Map<String, Change> byKey = new LinkedHashMap<>();
  private final List<Undo> journal = new ArrayList<>();

  /**
   * @param before of this step; counts when it is the entity's first one
   */
  void put(String kind, String id, String before, String after) {
    String key = kind + "/" + id;
    Change first = byKey.get(key);
    journal.add(new Undo(key, first));
    String was = first == null ? before : first.before();
    if (Change.isNothing(was, after)) {
      byKey.remove(key);
    } else {
      byKey.put(key, new Change(kind, id, was, after));
    }
  }

  Mark mark() {
    return new Mark(journal.size());
  }

  void back(Mark mark) {
    while (journal.size() > mark.position()) {
      Undo undo = journal.remove(journal.size() - 1);
      if (undo.before() == null) {
        byKey.remove(undo.key());
      } else {
        byKey.put(undo.key(), undo.before());
      }
    }
  }

  boolean isEmpty() {
    return byKey.isEmpty();
  }

  List<EntityChange> all() {
    return byKey.values().stream()
        .map(
            change ->
                new EntityChange(
                    change.kind(),
                    change.id(),
                    change.before() == null ? null : Rows.parse(change.before()),
                    change.after() == null ? null : Rows.parse(change.after())))
        .toList();
  }

  void log(Connection connection, long version, Origin origin) throws SQLException {
    int created = 0;
    int deleted = 0;
    try (PreparedStatement statement =
        connection.prepareStatement(
            "insert into change_log (version, kind, id, before, body)"
                + " values (?, ?, ?::uuid, ?::jsonb, ?::jsonb)")) {
      for (Change change : byKey.values()) {
        created += change.before() == null ? 1 : 0;
        deleted += change.after() == null ? 1 : 0;
        Rows.bind(
            connection,
            statement,
            version,
            change.kind(),
            change.id(),
            change.before(),
            change.after());
        statement.addBatch();
      }
      statement.executeBatch();
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            "insert into config_change (version, who, source, created, updated, deleted)"
                + " values (?, ?, ?, ?, ?, ?)")) {
      int updated = byKey.size() - created - deleted;
      Rows.bind(
          connection, statement, version, origin.who(), origin.source(), created, updated, deleted);
      statement.executeUpdate();
    }
  }
}
