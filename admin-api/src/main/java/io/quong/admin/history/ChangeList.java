package io.quong.admin.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.admin.api.AdminError;
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
 * A list of changes that are made together, or none of them is. Their order does not matter: those
 * are done first that others need, and what cannot be done yet is tried again after the others.
 */
public final class ChangeList {
  private static final int MOST = 20_000;

  private final EntityService service;
  private final int length;
  private final List<Operation> operations = new ArrayList<>();
  private final Map<Integer, AdminError> errors = new TreeMap<>();

  /**
   * @param list of {@code {"operation", "kind", "key", "entity"}}
   * @throws AdminError when it is no list; what is wrong with a single change is told by {@link
   *     #run}
   */
  public ChangeList(JsonNode list, EntityService service) {
    if (!list.isArray()) {
      throw AdminError.schema("changes", "expected an array");
    }
    if (list.size() > MOST) {
      throw AdminError.schema("changes", "length must be at most " + MOST);
    }
    this.service = service;
    this.length = list.size();
    for (int i = 0; i < list.size(); i++) {
      try {
        operations.add(Operation.of(i, list.get(i), service.kinds()));
      } catch (AdminError refused) {
        errors.put(i, refused);
      }
    }
    operations.sort(order(new KindOrder(service.kinds())));
  }

  private static Comparator<Operation> order(KindOrder kinds) {
    Comparator<Operation> rank = Comparator.comparingInt(each -> kinds.rank(each.kind()));
    return (one, other) -> {
      boolean deletes = one.verb() == Operation.Verb.DELETE;
      int late = Boolean.compare(deletes, other.verb() == Operation.Verb.DELETE);
      if (late != 0) {
        return late;
      }
      return deletes ? rank.compare(other, one) : rank.compare(one, other);
    };
  }

  int length() {
    return length;
  }

  /**
   * Makes the changes; goes on as long as anything can be done.
   *
   * @throws TakenBack with a refusal of 400 that names each change that cannot be made
   */
  public void run(Transaction transaction) {
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
    if (!errors.isEmpty()) {
      throw new TakenBack(refused());
    }
  }

  private Reply refused() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("message", "%d of %d changes refused".formatted(errors.size(), length));
    var list = body.putArray("errors");
    errors.forEach(
        (index, error) -> {
          ObjectNode shown = list.addObject().put("index", index).put("status", error.status());
          shown.setAll(error.body());
        });
    return Reply.json(400, body);
  }
}
