package io.quong.admin.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.admin.api.AdminError;
import io.quong.admin.api.Arguments;
import io.quong.admin.api.Call;
import io.quong.admin.api.Endpoints;
import io.quong.admin.api.Reply;
import io.quong.admin.entity.Paging;
import io.quong.admin.store.Reader;
import io.quong.admin.store.TaggedEntity;
import io.quong.schema.check.Tag;
import java.util.List;

/** {@code /tags}: which entities have which tags. */
public final class TagEndpoints {
  private final Reader reader;

  public TagEndpoints(Reader reader) {
    this.reader = reader;
  }

  public void add(Endpoints endpoints) {
    endpoints.add("GET", "/tags", call -> list(null, call));
    endpoints.add("POST", "/tags", call -> refuse());
    endpoints.add("GET", "/tags/{tags}", this::one);
  }

  private static Reply refuse() {
    throw AdminError.schema("tags", "does not support insert/upsert/update/delete operations");
  }

  private Reply one(Call call) {
    String tag = call.parameter("tags");
    String refusal = new Tag().refuse(JsonNodeFactory.instance.textNode(tag));
    if (refusal != null) {
      throw AdminError.invalidUnique("tag", refusal);
    }
    return list(tag, call);
  }

  private Reply list(String tag, Call call) {
    Arguments query = call.query();
    int size = Paging.size(query);
    JsonNode offset = Paging.offset(query);
    String after = offset == null ? null : Paging.id(query, offset);
    int position = offset == null ? 0 : offset.path(1).asInt();
    List<TaggedEntity> rows = reader.tags(tag, after, position, size + 1);
    String next = null;
    if (rows.size() > size) {
      rows = rows.subList(0, size);
      TaggedEntity last = rows.get(size - 1);
      next = Paging.offset(last.id(), last.position());
    }
    return Paging.page(rows.stream().map(TagEndpoints::shown).toList(), next, call.path(), "");
  }

  /** Kong tells the name of the table, which for vaults is another than that of the kind. */
  private static String table(String kind) {
    return kind.equals("vaults") ? "sm_vaults" : kind;
  }

  private static ObjectNode shown(TaggedEntity row) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("entity_name", table(row.kind()))
        .put("entity_id", row.id())
        .put("tag", row.tag());
  }
}
