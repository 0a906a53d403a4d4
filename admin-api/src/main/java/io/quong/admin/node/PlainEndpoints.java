package io.quong.admin.node;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.admin.api.AdminError;
import io.quong.admin.api.Endpoint;
import io.quong.admin.api.Endpoints;
import io.quong.admin.api.Reply;

/** Endpoints that answer much the same whatever is asked. */
public final class PlainEndpoints {
  private static final Endpoint NO_WASM =
      call -> {
        throw AdminError.plain(400, "this endpoint is only available when wasm is enabled");
      };
  private static final Endpoint ONLY_DBLESS =
      call -> {
        throw AdminError.plain(
            400, "this endpoint is only available when Kong is configured to not use a database");
      };

  private PlainEndpoints() {}

  public static void add(Endpoints endpoints) {
    endpoints.add("GET", "/endpoints", call -> list(endpoints));
    endpoints.add("GET", "/timers", call -> Reply.ok(timers()));
    // Nothing of an entity is kept in memory here, so there is nothing to look into or to empty.
    endpoints.add("DELETE", "/cache", call -> Reply.noContent());
    endpoints.add(
        "GET",
        "/cache/{key}",
        call -> {
          throw AdminError.notFound();
        });
    endpoints.add("DELETE", "/cache/{key}", call -> Reply.noContent());
    endpoints.add("GET", "/config", ONLY_DBLESS);
    endpoints.add("POST", "/config", ONLY_DBLESS);
    for (String owner : new String[] {"", "/routes/{routes}", "/services/{services}"}) {
      for (String method : new String[] {"GET", "POST", "OPTIONS"}) {
        endpoints.add(method, owner + "/filter-chains", NO_WASM);
      }
      for (String method : new String[] {"GET", "PUT", "PATCH", "DELETE", "OPTIONS"}) {
        endpoints.add(method, owner + "/filter-chains/{filter_chains}", NO_WASM);
      }
    }
    for (String owner : new String[] {"route", "service"}) {
      for (String method : new String[] {"GET", "PUT", "PATCH", "DELETE", "OPTIONS"}) {
        endpoints.add(method, "/filter-chains/{filter_chains}/" + owner, NO_WASM);
      }
    }
    for (String which : new String[] {"all", "enabled", "disabled"}) {
      endpoints.add("GET", "/routes/{routes}/filters/" + which, NO_WASM);
    }
  }

  private static Reply list(Endpoints endpoints) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ArrayNode data = body.putArray("data");
    endpoints.templates().forEach(data::add);
    return Reply.ok(body);
  }

  private static ObjectNode timers() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putObject("worker").put("id", 0).put("count", 1);
    ObjectNode stats = body.putObject("stats");
    stats.putObject("flamegraph").put("running", "").put("pending", "").put("elapsed_time", "");
    stats
        .putObject("sys")
        .put("running", 0)
        .put("pending", 0)
        .put("waiting", 0)
        .put("total", 0)
        .put("runs", 0);
    stats.putObject("timers");
    return body;
  }
}
