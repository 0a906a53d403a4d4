package io.quong.acceptance;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import java.util.concurrent.atomic.AtomicInteger;

/** Changes the configuration ten times a second: what passes, and what nobody uses. */
final class SoakChanges {
  private static final long EACH_MS = 100;
  private static final int SPARES = 20;

  private final Vertx vertx;
  private final HttpClient client;
  private final int admin;
  private final SoakTally tally;
  private final AtomicInteger underWay = new AtomicInteger();
  private long timer;
  private int number;

  SoakChanges(Vertx vertx, int admin, SoakTally tally) {
    this.vertx = vertx;
    this.client = vertx.createHttpClient();
    this.admin = admin;
    this.tally = tally;
  }

  void start() {
    timer = vertx.setPeriodic(EACH_MS, tick -> change(number++));
  }

  private void change(int step) {
    int spare = step / 6 % SPARES;
    switch (step % 6) {
      case 0 -> put("/services/spare-" + spare, "{\"url\":\"http://127.0.0.1:9/" + step + "\"}");
      case 1 ->
          put(
              "/services/spare-0/routes/spare-" + spare,
              "{\"paths\":[\"/spare/" + spare + "/" + step + "\",\"~/s" + spare + "/\\\\d+$\"]}");
      case 2 -> send(HttpMethod.DELETE, "/routes/spare-" + spare, null);
      case 3 ->
          // Of the service that requests go through right now.
          send(HttpMethod.PATCH, "/services/stable", "{\"retries\":" + step % 7 + "}");
      case 4 ->
          put(
              "/services/stable/plugins/6ba7b810-9dad-11d1-80b4-00c04fd430c8",
              "{\"name\":\"correlation-id\",\"enabled\":"
                  + (step % 4 < 2)
                  + ",\"config\":{\"header_name\":\"X-Step-"
                  + step % 10
                  + "\"}}");
      default ->
          send(
              HttpMethod.PATCH,
              "/upstreams/pool",
              "{\"tags\":[\"step-" + step + "\"],\"slots\":" + (1000 + step % 3) + "}");
    }
  }

  private void put(String path, String body) {
    send(HttpMethod.PUT, path, body);
  }

  private void send(HttpMethod method, String path, String body) {
    underWay.incrementAndGet();
    client
        .request(method, admin, "127.0.0.1", path)
        .compose(
            request -> {
              request.putHeader("Content-Type", "application/json");
              return body == null ? request.send() : request.send(Buffer.buffer(body));
            })
        .compose(answer -> answer.body().map(text -> answer.statusCode() + " " + text))
        .compose(
            answer ->
                answer.startsWith("2") ? Future.succeededFuture() : Future.failedFuture(answer))
        .onSuccess(fine -> tally.good("change"))
        .onFailure(
            broken -> tally.failed("change", method + " " + broken.getMessage(), () -> false))
        .onComplete(done -> underWay.decrementAndGet());
  }

  void stop() {
    vertx.cancelTimer(timer);
    Processes.await(() -> underWay.get() == 0, 40);
    client.close();
  }
}
