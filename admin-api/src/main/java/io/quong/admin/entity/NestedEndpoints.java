package io.quong.admin.entity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.admin.api.AdminError;
import io.quong.admin.api.Body;
import io.quong.admin.api.Call;
import io.quong.admin.api.Endpoints;
import io.quong.admin.api.Reply;
import io.quong.admin.store.Lookup;
import io.quong.admin.store.Row;
import io.quong.schema.Transformation;

/** The entities of a kind that refer to one of another: {@code /services/{services}/routes}. */
public class NestedEndpoints {
  protected final EntityService service;
  protected final Kind kind;
  private final String field;
  private final Kind parent;

  /**
   * @param field by which the kind refers to its parent
   */
  public NestedEndpoints(EntityService service, Kind kind, String field, Kind parent) {
    this.service = service;
    this.kind = kind;
    this.field = field;
    this.parent = parent;
  }

  /** Adds the list and its entities under a path. */
  public void add(String path, Endpoints endpoints) {
    String one = path + "/{" + kind.name() + "}";
    endpoints.add("GET", path, this::list);
    endpoints.add("POST", path, this::post);
    endpoints.add("GET", one, this::get);
    endpoints.add("PUT", one, this::put);
    endpoints.add("PATCH", one, this::patch);
    endpoints.add("DELETE", one, this::delete);
  }

  /** The entity that the first part of the path names. */
  protected Row parent(Call call, Lookup lookup) {
    return service.find(parent, call.parameter(parent.name()), lookup);
  }

  /** How the last part of the path names an entity of that parent. */
  protected PathKey key(Call call, Row parentRow, Lookup lookup) {
    return PathKey.of(kind, call.parameter(kind.name()));
  }

  /** The entity; one of another parent is as good as none. */
  protected Row child(PathKey key, Row parentRow, Lookup lookup) {
    Row row = key.find(lookup);
    if (row == null || !row.body().path(field).path("id").asText().equals(parentRow.id())) {
      throw AdminError.notFound();
    }
    return row;
  }

  /** The body with the parent as the path has it. */
  protected Body owned(Body body, Row parentRow) {
    ObjectNode tree = body.tree().deepCopy();
    tree.putObject(field).put("id", parentRow.id());
    return new Body(tree, body.form());
  }

  /**
   * The body of a change, which may move the entity to another parent or away from it. What is
   * transformed with the parent gets it from the path.
   */
  private Body moved(Body body, Row parentRow) {
    Transformation transformation = kind.schema().transformation();
    boolean needed = transformation != null && transformation.isAskedFor(body.tree());
    return needed && !body.tree().has(field) ? owned(body, parentRow) : body;
  }

  protected Reply list(Call call) {
    return service.list(kind, field, parent(call, service.reader()), call);
  }

  private Reply post(Call call) {
    return service.write(
        call,
        transaction -> {
          Body body = owned(call.body(), parent(call, transaction));
          Row row = service.writes().create(kind, body, transaction);
          return service.written(201, row, transaction);
        });
  }

  private Reply get(Call call) {
    Row parentRow = parent(call, service.reader());
    Row row = child(key(call, parentRow, service.reader()), parentRow, service.reader());
    return service.one(200, row, service.reader());
  }

  protected Reply put(Call call) {
    return service.write(
        call,
        transaction -> {
          Row parentRow = parent(call, transaction);
          Body body = owned(call.body(), parentRow);
          Row row = service.writes().replace(key(call, parentRow, transaction), body, transaction);
          return service.written(200, row, transaction);
        });
  }

  protected Reply patch(Call call) {
    return service.write(
        call,
        transaction -> {
          Row parentRow = parent(call, transaction);
          PathKey key = key(call, parentRow, transaction);
          Row before = child(key, parentRow, transaction);
          Row row =
              service.writes().change(before, key, moved(call.body(), parentRow), transaction);
          return service.written(200, row, transaction);
        });
  }

  private Reply delete(Call call) {
    return service.write(
        call,
        transaction -> {
          Row parentRow = parent(call, transaction);
          PathKey key = key(call, parentRow, transaction);
          Row row = child(key, parentRow, transaction);
          service.writes().delete(key, row, transaction);
          return Reply.noContent();
        });
  }
}
