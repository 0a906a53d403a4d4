package io.quong.dataplane.node;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.plugin.SharedEntities;
import io.vertx.core.Future;
import java.util.function.Supplier;

/** Shared entities of a cluster connection that is made after the plugins that may use it. */
final class LateEntities implements SharedEntities {
  private final Supplier<SharedEntities> entities;

  LateEntities(Supplier<SharedEntities> entities) {
    this.entities = entities;
  }

  @Override
  public <T extends Record> Future<T> find(Class<T> kind, String field, String value) {
    return entities.get().find(kind, field, value);
  }

  @Override
  public <T extends Record> Future<T> insert(Class<T> kind, ObjectNode body) {
    return entities.get().insert(kind, body);
  }

  @Override
  public <T extends Record> Future<T> update(Class<T> kind, String id, ObjectNode change) {
    return entities.get().update(kind, id, change);
  }

  @Override
  public Future<Boolean> delete(Class<? extends Record> kind, String id) {
    return entities.get().delete(kind, id);
  }
}
