package io.quong.admin.explain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.admin.api.AdminError;
import io.quong.admin.api.Call;
import io.quong.admin.api.Reply;
import io.quong.admin.entity.EntityService;
import io.quong.admin.entity.TakenBack;
import io.quong.admin.history.ChangeList;
import io.quong.admin.store.EntityChange;

/**
 * What a body of {@code /quong/changes} would make of the configuration; nothing is committed.
 *
 * @param refusal the answer when its changes cannot be made; else null
 * @param changes the entities that would be others: {@code {"kind", "id", "body"}}, the body null
 *     for one that would be gone
 */
record Draft(Reply refusal, ArrayNode changes) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** So much of a draft is sent to a node. */
  private static final int MOST = 1 << 20;

  /** Of {@code ?draft=}, or else of the body's field; null for neither. */
  static JsonNode given(Call call, ObjectNode question) {
    JsonNode field = question.remove("draft");
    String argument = call.query().first("draft");
    if (argument == null) {
      return field == null || field.isNull() ? null : field;
    }
    try {
      return JSON.readTree(argument);
    } catch (JsonProcessingException broken) {
      throw AdminError.schema("draft", "expected the JSON of a body of /quong/changes");
    }
  }

  /** Makes the changes and takes them back. */
  static Draft of(JsonNode draft, EntityService service, Call call) {
    if (!draft.isObject()) {
      throw AdminError.schema("draft", "expected a record");
    }
    if (service.reader().isDocument()) {
      throw AdminError.schema("draft", "needs a database: here the configuration is one document");
    }
    ChangeList list = new ChangeList(draft.path("changes"), service);
    ArrayNode drawn = JsonNodeFactory.instance.arrayNode();
    Reply nothing = Reply.noContent();
    Reply reply =
        service.write(
            call.origin(),
            transaction -> {
              list.run(transaction);
              for (EntityChange change : transaction.changes()) {
                ObjectNode one = drawn.addObject();
                one.put("kind", change.kind()).put("id", change.id());
                one.set("body", change.after());
              }
              throw new TakenBack(nothing);
            });
    if (reply.status() != nothing.status()) {
      return new Draft(reply, null);
    }
    if (drawn.toString().length() > MOST) {
      throw AdminError.schema("draft", "what it changes is larger than 1 MB");
    }
    return new Draft(null, drawn);
  }
}
