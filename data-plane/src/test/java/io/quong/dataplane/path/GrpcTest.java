package io.quong.dataplane.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** gRPC as it looks on the wire: HTTP/2 on both sides, streams both ways, trailers. */
class GrpcTest {
  private final ProxyNode node = new ProxyNode(Map.of(), List.of());
  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client =
      vertx.createHttpClient(
          new HttpClientOptions()
              .setProtocolVersion(HttpVersion.HTTP_2)
              .setHttp2ClearTextUpgrade(false));

  @AfterEach
  void close() {
    await(client.close());
    await(vertx.close());
    node.close();
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private int upstream(Consumer<HttpServerRequest> behaviour) {
    HttpServer server = vertx.createHttpServer().requestHandler(behaviour::accept);
    return await(server.listen(0, "127.0.0.1")).actualPort();
  }

  private void serve(int port) {
    node.put(
            "services",
            "s",
            ("{'name':'s','protocol':'grpc','host':'127.0.0.1','port':%d,'enabled':true,"
                    + "'retries':0}")
                .formatted(port))
        .put(
            "routes",
            "r",
            "{'name':'r','protocols':['grpc'],'paths':['/pkg.'],'strip_path':true,'service':{'id':'"
                + ProxyNode.id("s")
                + "'}}")
        .apply();
  }

  private HttpClientRequest call() {
    HttpClientRequest request =
        await(client.request(HttpMethod.POST, node.port(), "127.0.0.1", "/pkg.Service/Method"));
    request.putHeader("content-type", "application/grpc").putHeader("te", "trailers");
    return request.setChunked(true);
  }

  private static void echo(HttpServerRequest request) {
    request.response().setChunked(true);
    request.response().putHeader("content-type", "application/grpc");
    request.response().putHeader("seen", request.path() + " " + request.getHeader("te"));
    request.handler(piece -> request.response().write(piece));
    request.endHandler(end -> request.response().putTrailer("grpc-status", "0").end());
  }

  @Test
  void piecesGoBothWaysWhileTheStreamIsOpenAndTrailersFollow() throws Exception {
    serve(upstream(GrpcTest::echo));
    for (int i = 0; i < 3; i++) {
      HttpClientRequest request = call();
      BlockingQueue<String> pieces = new LinkedBlockingQueue<>();
      CompletableFuture<String> status = new CompletableFuture<>();
      CompletableFuture<String> seen = new CompletableFuture<>();
      request
          .response()
          .onSuccess(
              response -> {
                seen.complete(response.getHeader("seen") + " " + response.getHeader("via"));
                response.handler(piece -> pieces.add(piece.toString()));
                response.endHandler(end -> status.complete(response.getTrailer("grpc-status")));
              });
      request.write("one");
      assertEquals("one", pieces.poll(20, TimeUnit.SECONDS));
      request.write("two");
      assertEquals("two", pieces.poll(20, TimeUnit.SECONDS));
      request.end();
      assertEquals("0", status.get(20, TimeUnit.SECONDS));
      assertEquals("/pkg.Service/Method trailers 2 quong/1.0", seen.get(20, TimeUnit.SECONDS));
    }
  }

  @Test
  void largeMessagesPassWhole() {
    serve(upstream(GrpcTest::echo));
    Buffer large = Buffer.buffer(new byte[3_000_000]);
    String told =
        await(
            call()
                .send(large)
                .compose(
                    response ->
                        response
                            .body()
                            .map(
                                body -> body.length() + " " + response.getTrailer("grpc-status"))));
    assertEquals("3000000 0", told);
  }

  @Test
  void errorWithoutABodyPassesInTheHead() {
    serve(
        upstream(
            request ->
                request
                    .response()
                    .putHeader("content-type", "application/grpc")
                    .putHeader("grpc-status", "7")
                    .end()));
    HttpClientResponse response = await(call().send("x"));
    assertEquals(200, response.statusCode());
    assertEquals("7", response.getHeader("grpc-status"));
  }

  @Test
  void deadUpstreamIsToldInTheFormOfGrpc() {
    serve(RawUpstream.deadPort());
    HttpClientResponse response = await(call().send("x"));
    assertEquals(502, response.statusCode());
    assertEquals("13", response.getHeader("grpc-status"));
    assertEquals(
        "An invalid response was received from the upstream server",
        response.getHeader("grpc-message"));
  }

  @Test
  void upstreamThatSpeaksHttp1IsABadOne() {
    try (RawUpstream http1 =
        new RawUpstream(connection -> connection.write("HTTP/1.1 400 Bad\r\n\r\n"))) {
      serve(http1.port());
      HttpClientResponse response = await(call().send("x"));
      assertEquals(502, response.statusCode());
    }
  }

  @Test
  void clientThatLeavesEndsTheUpstreamsStream() throws Exception {
    CompletableFuture<Void> left = new CompletableFuture<>();
    CompletableFuture<Void> there = new CompletableFuture<>();
    serve(
        upstream(
            request -> {
              request.handler(piece -> there.complete(null));
              request.exceptionHandler(gone -> left.complete(null));
            }));
    HttpClientRequest request = call();
    request.response().onFailure(reset -> assertTrue(reset != null));
    request.write("one");
    there.get(20, TimeUnit.SECONDS);
    request.reset();
    left.get(20, TimeUnit.SECONDS);
  }
}
