package io.quong.plugins.httplog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quong.plugin.queue.QueueConfig;
import io.quong.plugins.fixture.TestContext;
import io.quong.plugins.fixture.TestExchange;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** http-log against a real HTTP server. */
final class HttpLogTest {
  private final TestContext context = new TestContext();
  private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
  private final AtomicInteger failures = new AtomicInteger();
  private Vertx vertx;
  private HttpServer server;

  @BeforeEach
  void start() throws Exception {
    vertx = Vertx.vertx();
    context.vertx = vertx;
    server =
        vertx
            .createHttpServer()
            .requestHandler(
                request ->
                    request
                        .body()
                        .onSuccess(
                            body -> {
                              received.add(
                                  request.method()
                                      + " "
                                      + request.uri()
                                      + " "
                                      + request.getHeader("Content-Type")
                                      + " "
                                      + request.getHeader("Authorization")
                                      + " "
                                      + request.getHeader("X-A")
                                      + " "
                                      + body);
                              int status = failures.getAndDecrement() > 0 ? 500 : 200;
                              request.response().setStatusCode(status).end();
                            }))
            .listen(0)
            .toCompletionStage()
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS);
  }

  @AfterEach
  void stop() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  private HttpLog plugin(QueueConfig queue, Map<String, String> fields) {
    return new HttpLog(
        new HttpLogConfig(
            "http://me:secret@127.0.0.1:" + server.actualPort() + "/in?k=v",
            "PUT",
            "application/json",
            1000.0,
            60000.0,
            null,
            null,
            null,
            Map.of("X-A", "1"),
            queue,
            fields),
        context);
  }

  private static QueueConfig queue(int size, double delay, double retry) {
    return new QueueConfig(size, delay, 100, null, retry, 0.01, 0.05, 1);
  }

  private static TestExchange entry(int number) {
    TestExchange exchange = TestExchange.of("GET", "/x", "X-H", "h");
    exchange.entry.put("n", number);
    return exchange;
  }

  private String next() throws InterruptedException {
    return received.poll(10, TimeUnit.SECONDS);
  }

  private static String sent(String body) {
    return "PUT /in application/json Basic bWU6c2VjcmV0 1 " + body;
  }

  @Test
  void aSingleEntryIsSentAsItIs() throws InterruptedException {
    plugin(queue(1, 1, 60), null).log(entry(1));
    assertEquals(sent("{\"n\":1}"), next());
  }

  @Test
  void batchesAreListsInOrder() throws InterruptedException {
    HttpLog plugin = plugin(queue(2, 0.2, 60), null);
    for (int i = 1; i <= 3; i++) {
      plugin.log(entry(i));
    }
    assertEquals(sent("[{\"n\":1},{\"n\":2}]"), next());
    assertEquals(sent("[{\"n\":3}]"), next());
  }

  @Test
  void aRefusedBatchIsSentAgainBeforeLaterOnes() throws InterruptedException {
    failures.set(3);
    HttpLog plugin = plugin(queue(1, 1, 60), null);
    plugin.log(entry(1));
    plugin.log(entry(2));
    for (int i = 0; i < 4; i++) {
      assertEquals(sent("{\"n\":1}"), next());
    }
    assertEquals(sent("{\"n\":2}"), next());
  }

  @Test
  void withoutRetryARefusedEntryIsLost() throws InterruptedException {
    failures.set(1);
    HttpLog plugin = plugin(queue(1, 1, -1), null);
    plugin.log(entry(1));
    plugin.log(entry(2));
    assertEquals(sent("{\"n\":1}"), next());
    assertEquals(sent("{\"n\":2}"), next());
  }

  @Test
  void luaFieldsChangeTheEntry() throws InterruptedException {
    Map<String, String> fields =
        Map.of(
            "n", "return nil",
            "a.b", "return kong.request.get_header('x-h') .. ngx.var.request_method",
            "bad", "return foo()");
    plugin(queue(1, 1, 60), fields).log(entry(1));
    assertEquals(sent("{\"a\":{\"b\":\"hGET\"}}"), next());
  }
}
