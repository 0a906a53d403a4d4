package io.quong.admin.entity;

import io.quong.admin.api.Call;
import io.quong.admin.api.Endpoints;
import io.quong.admin.api.Reply;
import io.quong.admin.store.Row;
import io.quong.admin.store.Transaction;
import io.quong.schema.Field;

/**
 * The endpoints that follow from schemas: for each kind its list and its entities, and for each
 * reference the nested list and the entity that is referred to.
 */
public final class EntityEndpoints {
  private final EntityService service;
  private final Writes writes;
  private final Endpoints endpoints;

  public EntityEndpoints(EntityService service, Endpoints endpoints) {
    this.service = service;
    this.writes = service.writes();
    this.endpoints = endpoints;
  }

  /** Adds the endpoints of all kinds. */
  public void add() {
    for (Kind kind : service.kinds().all()) {
      if (!kind.resource().path().isEmpty()) {
        addTop(kind, "/" + kind.resource().path());
      }
      for (Field reference : kind.schema().references()) {
        Kind parent = service.kinds().find(reference.relation().kind());
        boolean shown = !kind.nestedPath().isEmpty();
        if (!shown || parent == null || parent.resource().path().isEmpty()) {
          continue;
        }
        String parentPath = "/" + parent.resource().path() + "/{" + parent.name() + "}/";
        new NestedEndpoints(service, kind, reference.name(), parent)
            .add(parentPath + kind.nestedPath(), endpoints);
        if (!kind.resource().path().isEmpty()) {
          String path = "/" + kind.resource().path() + "/{" + kind.name() + "}/";
          new ReferredEndpoints(service, kind, reference.name(), parent)
              .add(path + reference.name(), endpoints);
        }
      }
    }
  }

  private void addTop(Kind kind, String path) {
    endpoints.add("GET", path, call -> service.list(kind, call));
    endpoints.add("POST", path, call -> post(kind, call));
    String one = path + "/{" + kind.name() + "}";
    endpoints.add("GET", one, call -> get(kind, call));
    endpoints.add("PUT", one, call -> put(key(kind, call), call));
    endpoints.add("PATCH", one, call -> patch(key(kind, call), call));
    endpoints.add("DELETE", one, call -> delete(key(kind, call), call));
  }

  private static PathKey key(Kind kind, Call call) {
    return PathKey.of(kind, call.parameter(kind.name()));
  }

  private Reply post(Kind kind, Call call) {
    return service.write(
        call,
        transaction ->
            service.written(201, writes.create(kind, call.body(), transaction), transaction));
  }

  private Reply get(Kind kind, Call call) {
    Row row = service.find(kind, call.parameter(kind.name()), service.reader());
    return service.one(200, row, service.reader());
  }

  private Reply put(PathKey key, Call call) {
    return service.write(
        call, transaction -> shown(writes.replace(key, call.body(), transaction), transaction));
  }

  private Reply patch(PathKey key, Call call) {
    return service.write(
        call,
        transaction -> {
          Row before = key.find(transaction);
          if (before == null) {
            throw key.kind().rules().missing(key);
          }
          return shown(writes.change(before, key, call.body(), transaction), transaction);
        });
  }

  private Reply delete(PathKey key, Call call) {
    return service.write(
        call,
        transaction -> {
          Row row = key.find(transaction);
          if (row != null) {
            writes.delete(key, row, transaction);
          }
          return Reply.noContent();
        });
  }

  private Reply shown(Row row, Transaction transaction) {
    return service.written(200, row, transaction);
  }
}
