package io.quong.admin.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.admin.api.AdminError;
import io.quong.admin.entity.Draft;
import io.quong.admin.entity.KindRules;
import io.quong.admin.entity.PathKey;
import io.quong.admin.store.Page;
import io.quong.admin.store.Row;
import io.quong.admin.store.Transaction;

/** A plugin must be able to run on what it is bound to. */
final class PluginRules implements KindRules {
  private static final int PAGE = 1_000;

  @Override
  public void checked(Draft draft, Transaction transaction) {
    if (!draft.isPatch() && !draft.body().hasNonNull("protocols")) {
      // Kong looks at the protocols that were given, not at those that the schema fills in.
      return;
    }
    ObjectNode plugin = draft.entity();
    JsonNode protocols = plugin.path("protocols");
    String route = plugin.path("route").path("id").asText();
    String service = plugin.path("service").path("id").asText();
    if (!route.isEmpty()) {
      Row row = transaction.byId("routes", route);
      if (row != null && !share(protocols, row.body().path("protocols"))) {
        throw AdminError.schema("protocols", "must match the associated route's protocols");
      }
    } else if (!service.isEmpty() && !fitsSome(protocols, service, transaction)) {
      throw AdminError.schema(
          "protocols",
          "must match the protocols of at least one route pointing to this Plugin's service");
    }
  }

  /** A service that has no route yet fits any. */
  private static boolean fitsSome(JsonNode protocols, String service, Transaction transaction) {
    String after = null;
    while (true) {
      Page page = transaction.referring("routes", "service", service, after, PAGE);
      for (Row route : page.rows()) {
        if (share(protocols, route.body().path("protocols"))) {
          return true;
        }
        after = route.id();
      }
      if (!page.more()) {
        return after == null;
      }
    }
  }

  private static boolean share(JsonNode some, JsonNode others) {
    for (JsonNode one : some) {
      for (JsonNode other : others) {
        if (one.equals(other)) {
          return true;
        }
      }
    }
    return false;
  }

  @Override
  public AdminError missing(PathKey key) {
    return AdminError.notFound();
  }
}
