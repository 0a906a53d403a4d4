package io.quong.admin.entity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.admin.api.AdminError;
import io.quong.admin.api.Body;
import io.quong.admin.store.Row;
import io.quong.admin.store.StoreRefusal;
import io.quong.admin.store.Transaction;
import io.quong.schema.AutoValues;
import io.quong.schema.Mode;
import io.quong.schema.Prepared;
import io.quong.schema.SchemaErrors;
import io.quong.schema.Transformation;

/**
 * What a write does with an entity of any kind, inside the committer's transaction: what it reads
 * there nobody else changes.
 */
public final class Writes {
  private static final Mode NEW = new Mode(false, true);
  private static final Mode CHANGED = new Mode(true, true);

  private final Kinds kinds;
  private final References references;
  private final AutoValues auto;
  private final TimeToLive timeToLive;

  public Writes(Kinds kinds, AutoValues auto) {
    this.kinds = kinds;
    this.references = new References(kinds);
    this.auto = auto;
    this.timeToLive = new TimeToLive(auto.clock());
  }

  public Kinds kinds() {
    return kinds;
  }

  /** POST: a new entity. */
  public Row create(Kind kind, Body body, Transaction transaction) {
    expect(kind, null, transaction);
    Draft draft = Draft.whole(kind, null, tree(kind, null, body));
    Long expiresAt = prepareWhole(draft, transaction);
    ObjectNode key = draft.entity().objectNode().put("id", draft.id());
    try {
      return insert(draft, expiresAt, key, transaction);
    } catch (StoreRefusal.ReadOnly refused) {
      throw AdminError.readOnly("create", kind.name(), null);
    }
  }

  /** PUT: the entity that a path names, new or replaced. */
  public Row replace(PathKey key, Body body, Transaction transaction) {
    Kind kind = key.kind();
    Row before = key.find(transaction);
    expect(kind, before, transaction);
    ObjectNode tree = tree(kind, null, body);
    tree.put(key.field(), key.value());
    if (before != null) {
      tree.put("id", before.id());
    }
    Draft draft = Draft.whole(kind, before, tree);
    Long expiresAt = prepareWhole(draft, transaction);
    try {
      return before == null
          ? insert(draft, expiresAt, key.shown(), transaction)
          : update(draft, expiresAt, transaction);
    } catch (StoreRefusal.ReadOnly refused) {
      throw AdminError.readOnly("create or update", kind.name(), key.unique());
    }
  }

  /**
   * PATCH: an entity with what the body changes.
   *
   * @param key by which the path names it
   */
  public Row change(Row before, PathKey key, Body body, Transaction transaction) {
    Kind kind = key.kind();
    expect(kind, before, transaction);
    ObjectNode tree = tree(kind, before, body);
    if (!key.byId()) {
      tree.remove("id");
    } else if (tree.path("id").isTextual()) {
      String id = tree.get("id").asText();
      if (PathKey.isId(id) && !id.equalsIgnoreCase(before.id())) {
        throw AdminError.noEntity(before.id());
      }
    }
    Draft draft = Draft.patch(kind, before, tree);
    kind.rules().received(draft);
    Long expiresAt = timeToLive.take(kind, tree, before);
    check(draft, kind.schema().update(before.body(), tree, auto, CHANGED), transaction);
    try {
      return update(draft, expiresAt, transaction);
    } catch (StoreRefusal.ReadOnly refused) {
      throw AdminError.readOnly("update", kind.name(), key.unique());
    }
  }

  /** DELETE: the entity and what goes with it. */
  public void delete(Kind kind, Row row, Transaction transaction) {
    delete(PathKey.of(kind, row.id()), row, transaction);
  }

  /**
   * DELETE: the entity and what goes with it.
   *
   * @param key by which the path names it
   */
  public void delete(PathKey key, Row row, Transaction transaction) {
    Kind kind = key.kind();
    expect(kind, row, transaction);
    kind.rules().deleting(row, transaction);
    try {
      transaction.delete(kind.name(), row.id());
    } catch (StoreRefusal.Referenced referenced) {
      throw AdminError.referenced(kind.name(), referenced.byKind());
    } catch (StoreRefusal.ReadOnly refused) {
      throw AdminError.readOnly("remove", kind.name(), key.unique());
    }
  }

  /** Refuses a write on an entity that is not what the client has seen. */
  private static void expect(Kind kind, Row before, Transaction transaction) {
    String expected = transaction.takeExpected();
    if (expected == null) {
      return;
    }
    if (before == null
        || !EntityTag.isIn(
            expected,
            EntityTag.of(kind.rules().shown(kind.schema().show(before.body()), transaction)))) {
      throw AdminError.changedMeanwhile();
    }
  }

  /** The client's tree, its texts given their types when it came as a form. */
  private static ObjectNode tree(Kind kind, Row changed, Body body) {
    return body.form()
        ? kind.schema().convert(body.tree(), changed == null ? null : changed.body())
        : body.tree().deepCopy();
  }

  private Long prepareWhole(Draft draft, Transaction transaction) {
    draft.kind().rules().received(draft);
    Long expiresAt = timeToLive.take(draft.kind(), draft.body(), null);
    check(draft, draft.kind().schema().insert(draft.body(), auto, NEW), transaction);
    return expiresAt;
  }

  private void check(Draft draft, Prepared prepared, Transaction transaction) {
    if (!prepared.isGood()) {
      throw AdminError.schema(prepared.errors());
    }
    draft.entity(prepared.entity());
    if (draft.entity().path("id").isNull()) {
      throw AdminError.primaryKeyTaken(draft.entity().objectNode().putNull("id"));
    }
    references.resolve(draft.kind(), draft.entity(), transaction);
    transform(draft);
    draft.kind().rules().checked(draft, transaction);
  }

  private static void transform(Draft draft) {
    Transformation transformation = draft.kind().schema().transformation();
    if (transformation == null) {
      return;
    }
    String refusal = draft.isPatch() ? transformation.refuse(draft.body()) : null;
    if (refusal != null) {
      SchemaErrors errors = new SchemaErrors();
      errors.addEntity(refusal);
      throw AdminError.schema(errors);
    }
    transformation.apply(draft.entity(), draft.body());
  }

  private Row insert(Draft draft, Long expiresAt, ObjectNode key, Transaction transaction) {
    try {
      transaction.insert(draft.kind().stored(draft.entity(), expiresAt));
    } catch (StoreRefusal refused) {
      throw told(draft, refused, key);
    }
    return stored(draft, expiresAt, transaction);
  }

  private Row update(Draft draft, Long expiresAt, Transaction transaction) {
    try {
      transaction.update(draft.kind().stored(draft.entity(), expiresAt));
    } catch (StoreRefusal refused) {
      throw told(draft, refused, null);
    }
    return stored(draft, expiresAt, transaction);
  }

  private Row stored(Draft draft, Long expiresAt, Transaction transaction) {
    draft.kind().rules().stored(draft, transaction, this);
    return new Row(draft.kind().name(), draft.id(), draft.entity(), expiresAt);
  }

  private static AdminError told(Draft draft, StoreRefusal refused, ObjectNode key) {
    if (refused instanceof StoreRefusal.IdTaken) {
      return draft.kind().rules().idTaken(draft, key);
    }
    if (refused instanceof StoreRefusal.NotUnique taken) {
      return AdminError.notUnique(taken.fields());
    }
    if (refused instanceof StoreRefusal.NoSuchReference missing) {
      return AdminError.noSuchReference(missing.field(), missing.toKind(), missing.toId());
    }
    throw refused;
  }
}
