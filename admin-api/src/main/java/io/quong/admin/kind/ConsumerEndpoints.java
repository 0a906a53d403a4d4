package io.quong.admin.kind;

import io.quong.admin.api.AdminError;
import io.quong.admin.api.Call;
import io.quong.admin.api.Endpoints;
import io.quong.admin.api.Reply;
import io.quong.admin.entity.EntityService;
import io.quong.admin.entity.Kind;
import io.quong.admin.entity.Paging;
import io.quong.admin.store.Row;
import java.util.List;

/** Consumers can be looked up by the id that another system gave them. */
final class ConsumerEndpoints {
  private final EntityService service;
  private final Kind kind;

  ConsumerEndpoints(EntityService service) {
    this.service = service;
    this.kind = service.kinds().get("consumers");
  }

  void add(Endpoints endpoints) {
    endpoints.add("GET", "/consumers", this::list);
  }

  private Reply list(Call call) {
    if (!call.query().has("custom_id")) {
      return service.list(kind, call);
    }
    String customId = call.query().first("custom_id");
    if (customId == null || customId.isEmpty() || call.query().count("custom_id") > 1) {
      throw AdminError.plain(400, "custom_id must be an unempty string");
    }
    Row row = service.reader().byKey(kind.name(), "custom_id", customId);
    return Paging.page(
        row == null ? List.of() : List.of(service.show(row, service.reader())), null, "", "");
  }
}
