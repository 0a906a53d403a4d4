package io.quong.admin.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** A write where nothing can be written: it reads, and refuses what would change something. */
final class ReadOnlyTransaction implements Transaction {
  private static final int PAGE = 1_000;

  private final Reader reader;
  private String expected;

  ReadOnlyTransaction(Reader reader) {
    this.reader = reader;
  }

  @Override
  public Row byId(String kind, String id) {
    return reader.byId(kind, id);
  }

  @Override
  public Row byKey(String kind, String field, String value) {
    return reader.byKey(kind, field, value);
  }

  @Override
  public Page referring(String kind, String field, String toId, String after, int size) {
    return reader.referring(kind, field, toId, after, size);
  }

  @Override
  public String listing(String kind, String field, String value) {
    String after = null;
    while (true) {
      Page page = reader.page(kind, after, PAGE, null);
      for (Row row : page.rows()) {
        after = row.id();
        for (JsonNode element : row.body().path(field)) {
          if (element.asText().equals(value)) {
            return row.id();
          }
        }
      }
      if (!page.more()) {
        return null;
      }
    }
  }

  @Override
  public void insert(StoredEntity entity) {
    throw new StoreRefusal.ReadOnly();
  }

  @Override
  public void update(StoredEntity entity) {
    throw new StoreRefusal.ReadOnly();
  }

  @Override
  public boolean delete(String kind, String id) {
    throw new StoreRefusal.ReadOnly();
  }

  @Override
  public int sweep(int limit) {
    return 0;
  }

  @Override
  public void restore(List<StoredEntity> there, List<EntityChange> gone) {
    throw new StoreRefusal.ReadOnly();
  }

  @Override
  public void put(List<StoredEntity> entities) {
    throw new StoreRefusal.ReadOnly();
  }

  @Override
  public void attempt(Runnable part) {
    part.run();
  }

  @Override
  public List<EntityChange> changes() {
    return List.of();
  }

  @Override
  public long version() {
    return reader.version();
  }

  @Override
  public void expect(String entityTag) {
    expected = entityTag;
  }

  @Override
  public String takeExpected() {
    String taken = expected;
    expected = null;
    return taken;
  }
}
