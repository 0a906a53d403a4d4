package io.quong.admin.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.admin.api.AdminError;
import io.quong.admin.api.Call;
import io.quong.admin.api.Endpoints;
import io.quong.admin.api.Reply;
import io.quong.admin.entity.EntityService;
import io.quong.admin.entity.KindOrder;
import io.quong.admin.entity.TakenBack;
import io.quong.admin.store.Transaction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code POST /quong/changes}: a list of changes that become one version together, or none of them
 * does. Their order does not matter: those are done first that others need, and what cannot be done
 * yet is tried again after the others.
 */
public final class ChangesEndpoint {
  private static final int MOST = 20_000;

  private final EntityService service;
  private final Comparator<Operation> order;

  public ChangesEndpoint(EntityService service) {
    this.service = service;
    KindOrder kinds = new KindOrder(service.kinds());
    Comparator<Operation> rank = Comparator.comparingInt(each -> kinds.rank(each.kind()));
    this.order =
        (one, other) -> {
          boolean deletes = one.verb() == Operation.Verb.DELETE;
          int late = Boolean.compare(deletes, other.verb() == Operation.Verb.DELETE);
          if (late != 0) {
            return late;
          }
          return deletes ? rank.compare(other, one) : rank.compare(one, other);
        };
  }

  public void add(Endpoints endpoints) {
    endpoints.add("POST", "/quong/changes", this::post);
  }

  private Reply post(Call call) {
    JsonNode list = call.body().tree().path("changes");
    if (call.body().form() || !list.isArray()) {
      throw AdminError.schema("changes", "expected an array");
    }
    if (list.size() > MOST) {
      throw AdminError.schema("changes", "length must be at most " + MOST);
    }
    Map<Integer, AdminError> errors = new TreeMap<>();
    List<Operation> operations = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      try {
        operations.add(Operation.of(i, list.get(i), service.kinds()));
      } catch (AdminError refused) {
        errors.put(i, refused);
      }
    }
    operations.sort(order);
    return service.write(
        call.origin(),
        transaction -> {
          if (call.header("If-Match") != null) {
            VersionTag.expect(call.header("If-Match"), transaction.version());
          }
          run(operations, errors, transaction);
          if (!errors.isEmpty()) {
            throw new TakenBack(refused(errors, list.size()));
          }
          return Applied.reply(call, transaction, "operations", list.size());
        });
  }

  /** Goes on as long as anything can be done. */
  private void run(
      List<Operation> operations, Map<Integer, AdminError> errors, Transaction transaction) {
    List<Operation> waiting = new ArrayList<>(operations);
    int before = waiting.size() + 1;
    while (!waiting.isEmpty() && waiting.size() < before) {
      before = waiting.size();
      for (Iterator<Operation> each = waiting.iterator(); each.hasNext(); ) {
        Operation operation = each.next();
        try {
          transaction.attempt(() -> operation.run(service.writes(), transaction));
          errors.remove(operation.index());
          each.remove();
        } catch (AdminError refused) {
          errors.put(operation.index(), refused);
        }
      }
    }
  }

  private static Reply refused(Map<Integer, AdminError> errors, int all) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("message", "%d of %d changes refused".formatted(errors.size(), all));
    var list = body.putArray("errors");
    errors.forEach(
        (index, error) -> {
          ObjectNode shown = list.addObject().put("index", index).put("status", error.status());
          shown.setAll(error.body());
        });
    return Reply.json(400, body);
  }
}
