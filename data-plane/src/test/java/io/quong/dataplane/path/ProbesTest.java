package io.quong.dataplane.path;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Probes that are not HTTP's, and how long what they found is known. */
class ProbesTest {
  private static final String SERVING = "\0\0\0\0\2\10\1";
  private static final String NOT_SERVING = "\0\0\0\0\2\10\2";

  private final Vertx vertx = Vertx.vertx();
  private final List<AutoCloseable> open = new ArrayList<>();
  private ProxyNode node;
  private volatile String health = SERVING;
  private volatile String status = "0";

  @AfterEach
  void close() throws Exception {
    node.close();
    for (AutoCloseable each : open) {
      each.close();
    }
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  /** A server of gRPC's health protocol that says what the test says. */
  private int healthServer() throws Exception {
    HttpServer server =
        vertx
            .createHttpServer()
            .requestHandler(
                request -> {
                  boolean asked =
                      request.path().equals("/grpc.health.v1.Health/Check")
                          && "application/grpc".equals(request.getHeader("content-type"))
                          && "trailers".equals(request.getHeader("te"));
                  request.response().setChunked(true);
                  request.response().putHeader("content-type", "application/grpc");
                  request.response().write(Buffer.buffer(health, "ISO-8859-1"));
                  request.response().putTrailer("grpc-status", asked ? status : "13").end();
                });
    return server
        .listen(0, "127.0.0.1")
        .toCompletionStage()
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS)
        .actualPort();
  }

  private void upstream(String type) {
    node.put(
        "upstreams",
        "u",
        ("{'name':'u.test','healthchecks':{'active':{'type':'%s','timeout':5,"
                + "'https_verify_certificate':false,'healthy':{'interval':0.02,'successes':1},"
                + "'unhealthy':{'interval':0.02,'tcp_failures':1,'http_failures':1,'timeouts':1}}}}")
            .formatted(type));
  }

  private void target(int port) {
    node.put(
            "targets",
            "t",
            "{'target':'127.0.0.1:%d','weight':100,'upstream':{'id':'%s'}}"
                .formatted(port, ProxyNode.id("u")))
        .apply();
  }

  private String state() {
    StringBuilder states = new StringBuilder();
    node.upkeep.visit((upstream, target, address, state) -> states.append(state));
    return states.toString();
  }

  private void becomes(String state) {
    Until.holds(() -> state().equals(state));
  }

  @Test
  void grpcServersAreAskedByTheHealthProtocol() throws Exception {
    node = new ProxyNode(Map.of(), List.of());
    upstream("grpc");
    target(healthServer());
    health = NOT_SERVING;
    becomes("unhealthy");
    health = SERVING;
    becomes("healthy");
    status = "14";
    becomes("unhealthy");
    // A server without the service speaks gRPC all the same.
    status = "12";
    becomes("healthy");
  }

  @Test
  void grpcServersAreAskedByTlsToo() {
    node = new ProxyNode(Map.of(), List.of());
    GrpcEcho echo = new GrpcEcho(true);
    open.add(echo);
    upstream("grpcs");
    target(RawUpstream.deadPort());
    becomes("unhealthy");
    target(echo.port());
    becomes("healthy");
  }

  @Test
  void grpcServerThatIsNoneIsUnhealthy() {
    node = new ProxyNode(Map.of(), List.of());
    RawUpstream http1 = RawUpstream.answering(RawUpstream.ok("x"));
    open.add(http1);
    upstream("grpc");
    target(http1.port());
    becomes("unhealthy");
  }

  @Test
  void openPortIsEnoughForTypeTcp() {
    node = new ProxyNode(Map.of("stream_listen", "127.0.0.1:9999"), List.of());
    RawUpstream silent = new RawUpstream(connection -> connection.request());
    open.add(silent);
    upstream("tcp");
    target(RawUpstream.deadPort());
    becomes("unhealthy");
    target(silent.port());
    becomes("healthy");
  }

  @Test
  void healthIsKnownAgainWhenAnUpstreamOfTheSameNameComesBack() {
    node = new ProxyNode(Map.of(), List.of());
    String passive = "'healthchecks':{'passive':{'unhealthy':{'http_failures':1}}}}";
    node.put("upstreams", "u", "{'name':'u.test'," + passive);
    int port = RawUpstream.deadPort();
    String target = "127.0.0.1:" + port;
    target(port);
    node.upkeep.mark(ProxyNode.id("u"), target, null, false);
    becomes("unhealthy");
    node.delete("targets", "t").delete("upstreams", "u").apply();
    assertEquals("", state());
    node.put("upstreams", "u2", "{'name':'u.test'," + passive)
        .put(
            "targets",
            "t2",
            "{'target':'%s','weight':100,'upstream':{'id':'%s'}}"
                .formatted(target, ProxyNode.id("u2")))
        .apply();
    becomes("unhealthy");
    node.upkeep.mark(ProxyNode.id("u2"), target, null, true);
    becomes("healthy");
  }
}
