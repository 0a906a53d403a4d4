package io.quong.admin.history;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.admin.api.AdminError;
import io.quong.admin.api.Call;
import io.quong.admin.api.Endpoints;
import io.quong.admin.api.Reply;
import io.quong.admin.entity.EntityService;
import io.quong.admin.entity.Kind;
import io.quong.admin.entity.Paging;
import io.quong.admin.store.EntityChange;
import io.quong.admin.store.StoreRefusal;
import io.quong.admin.store.StoredEntity;
import io.quong.admin.store.Transaction;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** {@code /quong/versions}: which there are, what they changed, and the way back to one. */
public final class VersionEndpoints {
  private static final String ONE = "/quong/versions/{version}";

  private final EntityService service;
  private final History history;

  public VersionEndpoints(EntityService service, History history) {
    this.service = service;
    this.history = history;
  }

  public void add(Endpoints endpoints) {
    endpoints.add("GET", "/quong/versions", this::list);
    endpoints.add("GET", ONE, this::one);
    endpoints.add("GET", ONE + "/diff/{other}", this::diff);
    endpoints.add("POST", ONE + "/rollback", this::rollback);
  }

  private Reply list(Call call) {
    int size = Paging.size(call.query());
    String offset = call.query().first("offset");
    if (call.query().has("offset") && (offset == null || !offset.matches("\\d{1,18}"))) {
      throw AdminError.invalidOffset(offset == null ? "" : offset, "bad offset");
    }
    long below = offset == null ? Long.MAX_VALUE : Long.parseLong(offset);
    List<History.Version> versions = history.below(below, size + 1);
    String next = null;
    if (versions.size() > size) {
      versions = versions.subList(0, size);
      next = Long.toString(versions.get(size - 1).number());
    }
    return Paging.page(
        versions.stream().map(VersionEndpoints::shown).toList(), next, call.path(), "");
  }

  static ObjectNode shown(History.Version version) {
    ObjectNode shown = JsonNodeFactory.instance.objectNode();
    shown.put("version", version.number());
    shown.put("at", BigDecimal.valueOf(version.at(), 3));
    shown.put("who", version.who());
    shown.put("source", version.source());
    shown.put("created", version.created());
    shown.put("updated", version.updated());
    return shown.put("deleted", version.deleted());
  }

  private Reply one(Call call) {
    long number = number(call.parameter("version"));
    List<History.Version> found = history.above(number - 1, 1);
    if (found.isEmpty() || found.get(0).number() != number) {
      throw AdminError.notFound();
    }
    ObjectNode body = shown(found.get(0));
    ArrayNode changes = body.putArray("changes");
    history.between(number - 1, number).forEach(change -> changes.add(ChangeView.whole(change)));
    return Reply.ok(body);
  }

  private Reply diff(Call call) {
    History.Range range = history.range();
    long from = state(call.parameter("version"), range);
    long to = state(call.parameter("other"), range);
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("from", from).put("to", to);
    body.set("changes", ChangeView.whole(changes(from, to)));
    return Reply.ok(body);
  }

  /** What leads from one version to another, be that the older one. */
  private List<EntityChange> changes(long from, long to) {
    if (from <= to) {
      return history.between(from, to);
    }
    return history.between(to, from).stream().map(EntityChange::reversed).toList();
  }

  private Reply rollback(Call call) {
    long to = state(call.parameter("version"), history.range());
    return service.write(
        call.origin(),
        transaction -> {
          if (call.header("If-Match") != null) {
            VersionTag.expect(call.header("If-Match"), transaction.version());
          }
          restore(history.between(to, Long.MAX_VALUE), transaction);
          return Applied.reply(call, transaction, "restored", to);
        });
  }

  private void restore(List<EntityChange> changes, Transaction transaction) {
    List<StoredEntity> there = new ArrayList<>();
    List<EntityChange> gone = new ArrayList<>();
    for (EntityChange change : changes) {
      if (change.before() == null) {
        gone.add(change);
      } else {
        there.add(stored(change));
      }
    }
    try {
      transaction.restore(there, gone);
    } catch (StoreRefusal conflict) {
      throw AdminError.plain(409, "the version cannot be restored: " + conflict.getMessage());
    }
  }

  private StoredEntity stored(EntityChange change) {
    Kind kind = service.kinds().find(change.kind());
    if (kind == null) {
      throw AdminError.plain(409, "entities of the kind " + change.kind() + " are not known here");
    }
    ObjectNode body = change.before().deepCopy();
    Long expiresAt = body.has("expires_at") ? body.remove("expires_at").asLong() : null;
    return kind.stored(body, expiresAt);
  }

  private static long number(String text) {
    if (!text.matches("\\d{1,18}")) {
      throw AdminError.plain(400, "a version is a whole number, 0 or greater");
    }
    return Long.parseLong(text);
  }

  /** A version whose state can still be told. */
  private static long state(String text, History.Range range) {
    long number = number(text);
    if (number < range.oldest() || number > range.newest()) {
      throw AdminError.plain(
          404,
          "there is no version %d: those from %d to %d are kept"
              .formatted(number, range.oldest(), range.newest()));
    }
    return number;
  }
}
