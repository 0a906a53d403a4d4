package io.quong.acceptance.cluster;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.admin.cluster.ClusterServer;
import io.quong.admin.store.Committer;
import io.quong.admin.store.Origin;
import io.quong.admin.store.StoreFeed;
import io.quong.admin.store.StoredEntity;
import io.quong.admin.store.Writer;
import io.quong.cluster.ClusterTrust;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A control plane without its Admin API: store, feed and cluster listener. */
final class ControlPlane implements AutoCloseable {
  static final String VERSION = "1.4.2";
  private static final long KEPT_VERSIONS = 100_000;

  final ClusterServer server;
  final int port;
  private final StoreFeed feed;
  private final Committer committer;

  ControlPlane(Vertx vertx, Database database, ClusterTrust trust, int port) throws SQLException {
    feed = new StoreFeed(database.pool, database::alone, new StoreFeed.Retention(KEPT_VERSIONS, 0));
    committer = new Committer(database.pool, feed::advanced);
    server =
        new ClusterServer(
            vertx, database.pool, feed, new ClusterServer.Settings(trust, VERSION, 3_600));
    this.port = await(server.listen("127.0.0.1", port));
  }

  static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  static StoredEntity service(String id, String name) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("id", id).put("name", name).put("host", "example.test");
    body.putNull("path");
    return new StoredEntity("services", id, body, false, null, List.of(), List.of());
  }

  CompletableFuture<Writer.Result<Void>> writing(StoredEntity entity) {
    return committer.submit(
        Origin.OWN,
        transaction -> {
          if (transaction.byId(entity.kind(), entity.id()) == null) {
            transaction.insert(entity);
          } else {
            transaction.update(entity);
          }
          return null;
        });
  }

  /** The version that holds it. */
  long write(String id, String name) {
    return writing(service(id, name)).join().version();
  }

  long write(String name) {
    return write(UUID.randomUUID().toString(), name);
  }

  long delete(String id) {
    return committer
        .submit(Origin.OWN, transaction -> transaction.delete("services", id))
        .join()
        .version();
  }

  String address() {
    return "127.0.0.1:" + port;
  }

  @Override
  public void close() {
    await(server.close());
    committer.close();
    feed.close();
  }
}
