package io.quong.admin.entity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.admin.api.AdminError;
import io.quong.admin.api.Body;
import io.quong.admin.api.Call;
import io.quong.admin.api.Endpoints;
import io.quong.admin.api.Reply;
import io.quong.admin.store.Lookup;
import io.quong.admin.store.Row;
import io.quong.admin.store.Transaction;

/** The entity that another refers to: {@code /routes/{routes}/service}. */
final class ReferredEndpoints {
  private final EntityService service;
  private final Kind kind;
  private final String field;
  private final Kind target;

  ReferredEndpoints(EntityService service, Kind kind, String field, Kind target) {
    this.service = service;
    this.kind = kind;
    this.field = field;
    this.target = target;
  }

  void add(String path, Endpoints endpoints) {
    endpoints.add("GET", path, this::get);
    endpoints.add("PUT", path, this::put);
    endpoints.add("PATCH", path, this::patch);
    endpoints.add("DELETE", path, this::delete);
  }

  private Row referrer(Call call, Lookup lookup) {
    return service.find(kind, call.parameter(kind.name()), lookup);
  }

  /** How the referrer names its target; null when it names none. */
  private PathKey key(Row referrer) {
    String id = referrer.body().path(field).path("id").asText();
    return id.isEmpty() ? null : PathKey.of(target, id);
  }

  private Row referred(Row referrer, Lookup lookup) {
    PathKey key = key(referrer);
    Row row = key == null ? null : key.find(lookup);
    if (row == null) {
      throw AdminError.notFound();
    }
    return row;
  }

  private Reply get(Call call) {
    Row row = referred(referrer(call, service.reader()), service.reader());
    return Reply.ok(target.schema().show(row.body()));
  }

  private Reply put(Call call) {
    return service.write(
        call,
        transaction -> {
          Row referrer = referrer(call, transaction);
          PathKey key = key(referrer);
          Row row =
              key == null
                  ? link(referrer, call.body(), transaction)
                  : service.writes().replace(key, call.body(), transaction);
          return service.one(200, row, transaction);
        });
  }

  private Row link(Row referrer, Body body, Transaction transaction) {
    Row made = service.writes().create(target, body, transaction);
    ObjectNode change = body.tree().objectNode();
    change.putObject(field).put("id", made.id());
    PathKey own = PathKey.of(kind, referrer.id());
    service.writes().change(referrer, own, new Body(change, false), transaction);
    return made;
  }

  private Reply patch(Call call) {
    return service.write(
        call,
        transaction -> {
          Row referrer = referrer(call, transaction);
          Row before = referred(referrer, transaction);
          PathKey key = PathKey.of(target, before.id());
          Row row = service.writes().change(before, key, call.body(), transaction);
          return service.one(200, row, transaction);
        });
  }

  private Reply delete(Call call) {
    if (key(referrer(call, service.reader())) == null) {
      throw AdminError.notFound();
    }
    throw AdminError.methodNotAllowed();
  }
}
