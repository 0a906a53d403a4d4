package io.quong.admin.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpServerRequest;
import org.jboss.logging.Logger;

/** Calls of nodes on entities that they share. */
final class StateEndpoint {
  private static final Logger LOG = Logger.getLogger(StateEndpoint.class);

  private final WorkerExecutor worker;
  private volatile StateStore state;

  StateEndpoint(WorkerExecutor worker) {
    this.worker = worker;
  }

  void serve(StateStore served) {
    state = served;
  }

  void handle(HttpServerRequest request, JsonNode call) {
    StateStore served = state;
    if (served == null) {
      Answers.message(request, 503, "the control plane is starting");
      return;
    }
    worker
        .executeBlocking(() -> served.run(call), false)
        .onSuccess(answer -> Answers.json(request.response(), answer))
        .onFailure(
            fault -> {
              if (fault instanceof IllegalArgumentException) {
                Answers.message(request, 400, fault.getMessage());
              } else {
                LOG.warnf("shared entities: %s", fault.getMessage());
                Answers.message(request, 503, "the database cannot be reached now");
              }
            });
  }
}
