package io.quong.admin.history;

import io.quong.admin.api.AdminError;
import io.quong.admin.api.Call;
import io.quong.admin.api.Endpoints;
import io.quong.admin.api.Reply;
import io.quong.admin.entity.EntityService;

/**
 * {@code POST /quong/changes}: a list of changes that become one version together, or none of them
 * does.
 */
public final class ChangesEndpoint {
  private final EntityService service;

  public ChangesEndpoint(EntityService service) {
    this.service = service;
  }

  public void add(Endpoints endpoints) {
    endpoints.add("POST", "/quong/changes", this::post);
  }

  private Reply post(Call call) {
    if (call.body().form()) {
      throw AdminError.schema("changes", "expected an array");
    }
    ChangeList list = new ChangeList(call.body().tree().path("changes"), service);
    return service.write(
        call.origin(),
        transaction -> {
          if (call.header("If-Match") != null) {
            VersionTag.expect(call.header("If-Match"), transaction.version());
          }
          list.run(transaction);
          return Applied.reply(call, transaction, "operations", list.length());
        });
  }
}
