package io.quong.admin.store;

import com.fasterxml.jackson.databind.JsonNode;
import io.quong.admin.cluster.ConfigFeed;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongConsumer;

/**
 * The configuration of a node without a database: in memory, replaced as a whole, and read only for
 * everybody else. Each replacement is told to nodes as another installation's first configuration.
 */
public final class MemoryStore implements Reader, ConfigFeed, Writer {
  private static final String EMPTY = "0".repeat(32);

  /** Never changed once it is seen. */
  private static final class State {
    final long version;
    final String hash;
    final Map<String, NavigableMap<String, Row>> byKind = new HashMap<>();
    final Map<String, Row> byKey = new HashMap<>();
    final Map<String, NavigableMap<String, Row>> byReference = new HashMap<>();

    State(long version, String hash) {
      this.version = version;
      this.hash = hash;
    }

    void add(StoredEntity entity) {
      Row row = new Row(entity.kind(), entity.id(), entity.body(), null);
      byKind.computeIfAbsent(row.kind(), unused -> new TreeMap<>()).put(row.id(), row);
      for (StoredEntity.Key key : entity.keys()) {
        byKey.put(name(row.kind(), key.field(), key.value()), row);
      }
      for (StoredEntity.Reference reference : entity.references()) {
        String to = name(row.kind(), reference.field(), reference.toId());
        byReference.computeIfAbsent(to, unused -> new TreeMap<>()).put(row.id(), row);
      }
    }

    private static String name(String kind, String field, String value) {
      return kind + '\n' + field + '\n' + value;
    }
  }

  private final List<LongConsumer> listeners = new CopyOnWriteArrayList<>();

  /** Versions go on over restarts: a node may hold one of the last run. */
  private volatile State state = new State(System.currentTimeMillis(), EMPTY);

  /** Replaces all there is. */
  public void replace(List<StoredEntity> entities, String hash) {
    State next;
    synchronized (this) {
      next = new State(Math.max(state.version + 1, System.currentTimeMillis()), hash);
      entities.forEach(next::add);
      state = next;
    }
    listeners.forEach(listener -> listener.accept(next.version));
  }

  /** MD5 of the document, 32 hexadecimal digits; zeros when there is nothing. */
  public String hash() {
    return state.hash;
  }

  /** The hash as a UUID, by which nodes tell one configuration from another. */
  public String installation() {
    return state.hash.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
  }

  private NavigableMap<String, Row> ofKind(String kind) {
    return state.byKind.getOrDefault(kind, new TreeMap<>());
  }

  @Override
  public Row byId(String kind, String id) {
    return ofKind(kind).get(id);
  }

  @Override
  public Row byKey(String kind, String field, String value) {
    return state.byKey.get(State.name(kind, field, value));
  }

  @Override
  public Page referring(String kind, String field, String toId, String after, int size) {
    String to = State.name(kind, field, toId);
    return page(state.byReference.getOrDefault(to, new TreeMap<>()), after, size, null);
  }

  @Override
  public Page page(String kind, String after, int size, TagFilter tags) {
    return page(ofKind(kind), after, size, tags);
  }

  private static Page page(
      NavigableMap<String, Row> all, String after, int size, TagFilter filter) {
    List<Row> rows = new ArrayList<>();
    for (Row row : (after == null ? all : all.tailMap(after, false)).values()) {
      if (filter == null || matches(row, filter)) {
        if (rows.size() == size) {
          return new Page(rows, true);
        }
        rows.add(row);
      }
    }
    return new Page(rows, false);
  }

  private static boolean matches(Row row, TagFilter filter) {
    List<String> tags = new ArrayList<>();
    row.body().path("tags").forEach(tag -> tags.add(tag.asText()));
    return filter.all()
        ? tags.containsAll(filter.tags())
        : filter.tags().stream().anyMatch(tags::contains);
  }

  @Override
  public List<TaggedEntity> tags(String tag, String afterId, int afterTag, int size) {
    TreeMap<String, Row> all = new TreeMap<>();
    state.byKind.values().forEach(all::putAll);
    List<TaggedEntity> found = new ArrayList<>();
    for (Row row : (afterId == null ? all : all.tailMap(afterId, true)).values()) {
      int position = 0;
      for (JsonNode each : row.body().path("tags")) {
        position++;
        boolean seen = row.id().equals(afterId) && position <= afterTag;
        if (seen || (tag != null && !tag.equals(each.asText()))) {
          continue;
        }
        if (found.size() == size) {
          return found;
        }
        found.add(new TaggedEntity(row.kind(), row.id(), each.asText(), position));
      }
    }
    return found;
  }

  @Override
  public List<String> pluginNames() {
    TreeSet<String> names = new TreeSet<>();
    ofKind("plugins").values().forEach(row -> names.add(row.body().path("name").asText()));
    return List.copyOf(names);
  }

  @Override
  public boolean isDocument() {
    return true;
  }

  @Override
  public long version() {
    return state.version;
  }

  @Override
  public void onAdvance(LongConsumer listener) {
    listeners.add(listener);
  }

  @Override
  public long newest() {
    return state.version;
  }

  @Override
  public Delta since(long version) {
    return null;
  }

  @Override
  public void snapshot(Target target) throws SQLException {
    State now = state;
    target.version(now.version);
    for (NavigableMap<String, Row> rows : now.byKind.values()) {
      for (Row row : rows.values()) {
        if (!target.line(new Line(row.kind(), row.id(), row.body().toString()))) {
          return;
        }
      }
    }
  }

  /** Runs the write up to the point where it would change something. */
  @Override
  public <T> CompletableFuture<Result<T>> submit(Origin origin, Write<T> write) {
    try {
      return CompletableFuture.completedFuture(
          new Result<>(write.in(new ReadOnlyTransaction(this)), state.version));
    } catch (RuntimeException refused) {
      return CompletableFuture.failedFuture(refused);
    }
  }
}
