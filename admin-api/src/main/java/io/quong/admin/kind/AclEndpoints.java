package io.quong.admin.kind;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.admin.api.AdminError;
import io.quong.admin.api.Body;
import io.quong.admin.api.Call;
import io.quong.admin.api.Endpoints;
import io.quong.admin.api.Reply;
import io.quong.admin.entity.EntityService;
import io.quong.admin.entity.NestedEndpoints;
import io.quong.admin.entity.PathKey;
import io.quong.admin.store.Lookup;
import io.quong.admin.store.Row;
import java.util.UUID;

/** Under a consumer a group stands for the consumer's membership in it. */
final class AclEndpoints extends NestedEndpoints {
  AclEndpoints(EntityService service) {
    super(service, service.kinds().get("acls"), "consumer", service.kinds().get("consumers"));
  }

  void add(Endpoints endpoints) {
    add("/consumers/{consumers}/acls", endpoints);
  }

  private Row membership(Call call, Row consumer, Lookup lookup) {
    ObjectNode values =
        JsonNodeFactory.instance.objectNode().put("group", call.parameter(kind.name()));
    values.putObject("consumer").put("id", consumer.id());
    return kind.find(values, lookup);
  }

  /** Kong answers here by its proxy's error body, which has a request id. */
  private static AdminError unknown() {
    return AdminError.notFound(UUID.randomUUID().toString().replace("-", ""));
  }

  @Override
  protected PathKey key(Call call, Row consumer, Lookup lookup) {
    String segment = call.parameter(kind.name());
    if (PathKey.isId(segment)) {
      return PathKey.of(kind, segment);
    }
    Row row = membership(call, consumer, lookup);
    if (row == null) {
      throw unknown();
    }
    return PathKey.of(kind, row.id());
  }

  @Override
  protected Reply put(Call call) {
    String group = call.parameter(kind.name());
    if (PathKey.isId(group)) {
      return super.put(call);
    }
    return service.write(
        call,
        transaction -> {
          Row consumer = parent(call, transaction);
          Body body = owned(call.body(), consumer);
          body.tree().put("group", group);
          Row row = membership(call, consumer, transaction);
          Row written =
              row == null
                  ? service.writes().create(kind, body, transaction)
                  : service.writes().replace(PathKey.of(kind, row.id()), body, transaction);
          return service.one(200, written, transaction);
        });
  }
}
