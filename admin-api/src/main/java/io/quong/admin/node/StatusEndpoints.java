package io.quong.admin.node;

import io.quong.admin.api.AdminError;
import io.quong.admin.api.Call;
import io.quong.admin.api.Endpoints;
import io.quong.admin.api.Reply;
import io.quong.listen.status.StatusBody;
import io.quong.listen.status.StatusSource;

/** {@code /status} of the Admin API. */
public final class StatusEndpoints {
  private final StatusSource source;

  public StatusEndpoints(StatusSource source) {
    this.source = source;
  }

  public void add(Endpoints endpoints) {
    endpoints.add("GET", "/status", this::get);
    endpoints.add(
        "GET",
        "/status/dns",
        call -> Reply.message(501, "not implemented with the legacy DNS client"));
  }

  private Reply get(Call call) {
    try {
      StatusBody body = StatusBody.of(call.query().first("unit"), call.query().first("scale"));
      return Reply.ok(body.render(source));
    } catch (StatusBody.BadQuery refused) {
      throw AdminError.plain(400, refused.getMessage());
    }
  }
}
