package io.quong.plugin.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class BatchQueuesTest {
  private static Vertx vertx;
  private final BatchQueues queues = new BatchQueues();
  private final BlockingQueue<List<String>> sent = new LinkedBlockingQueue<>();
  private final BlockingQueue<Promise<Void>> answers = new LinkedBlockingQueue<>();

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stop() {
    vertx.close();
  }

  private static QueueSettings settings(int batch, long delay, int entries, long bytes) {
    return new QueueSettings(
        batch, delay, entries, bytes, new QueueSettings.Retry(60_000, 1, 5), false);
  }

  /** Tells what was sent and waits for the test to answer. */
  private Future<Void> hold(List<Buffer> batch) {
    Promise<Void> answer = Promise.promise();
    answers.add(answer);
    sent.add(batch.stream().map(Buffer::toString).toList());
    return answer.future();
  }

  private void put(QueueSettings settings, String... entries) {
    for (String entry : entries) {
      queues.enqueue(vertx, "q", "test", settings, this::hold, Buffer.buffer(entry));
    }
  }

  private List<String> next() throws InterruptedException {
    return sent.poll(10, TimeUnit.SECONDS);
  }

  private void answer() throws InterruptedException {
    answers.poll(10, TimeUnit.SECONDS).complete();
  }

  @Test
  void oneBatchIsUnderWayAtATime() throws InterruptedException {
    put(settings(2, 10_000, 100, 1000), "1", "2", "3", "4", "5");
    assertEquals(List.of("1", "2"), next());
    assertNull(sent.poll(50, TimeUnit.MILLISECONDS));
    answer();
    assertEquals(List.of("3", "4"), next());
    queues.flush("q");
    answer();
    assertEquals(List.of("5"), next());
    answer();
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (queues.size() > 0 && System.nanoTime() < until) {
      Thread.onSpinWait();
    }
    assertEquals(0, queues.size());
  }

  @Test
  void theOldestMakeRoomWhenItIsFull() throws InterruptedException {
    put(settings(1, 0, 2, 1000), "1", "2", "3", "4");
    assertEquals(List.of("1"), next());
    answer();
    assertEquals(List.of("3"), next());
    answer();
    assertEquals(List.of("4"), next());
    answer();
  }

  @Test
  void bytesAreBoundedAndTooLongAnEntryIsRefused() throws InterruptedException {
    put(settings(1, 0, 100, 4), "1", "aa", "bb", "cc", "too long");
    assertEquals(List.of("1"), next());
    answer();
    assertEquals(List.of("bb"), next());
    answer();
    assertEquals(List.of("cc"), next());
    answer();
    assertNull(sent.poll(50, TimeUnit.MILLISECONDS));
  }

  @Test
  void aFailedBatchIsSentAgainByTheNewestHandler() throws InterruptedException {
    put(settings(1, 0, 100, 1000), "1");
    assertEquals(List.of("1"), next());
    BlockingQueue<List<String>> other = new LinkedBlockingQueue<>();
    queues.enqueue(
        vertx,
        "q",
        "test",
        settings(1, 0, 100, 1000),
        batch -> {
          other.add(batch.stream().map(Buffer::toString).toList());
          return Future.succeededFuture();
        },
        Buffer.buffer("2"));
    answers.poll(10, TimeUnit.SECONDS).fail("no");
    assertEquals(List.of("1"), other.poll(10, TimeUnit.SECONDS));
    assertEquals(List.of("2"), other.poll(10, TimeUnit.SECONDS));
  }
}
