package io.quong.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/** Requests of one client, one after the other, while a test does something to the gateway. */
final class Traffic implements AutoCloseable {
  private final Thread client;
  private final List<String> failures = new ArrayList<>();
  private volatile boolean done;
  private volatile int sent;

  /** Sends with {@code request}, which answers the status; anything but 200 is a failure. */
  Traffic(IntSupplier request) {
    client = new Thread(() -> run(request), "traffic");
    client.start();
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
  private void run(IntSupplier request) {
    while (!done) {
      try {
        int status = request.getAsInt();
        if (status != 200) {
          failures.add("request " + sent + ": " + status);
        }
      } catch (RuntimeException broken) {
        failures.add("request " + sent + ": " + broken);
      }
      sent++;
    }
  }

  /** Waits until so many more requests are answered: what went on meanwhile has met traffic. */
  void more(int requests) {
    int until = sent + requests;
    Processes.await(() -> sent >= until, 30);
  }

  /** Ends it; not one request may have failed. */
  @Override
  public void close() throws InterruptedException {
    done = true;
    client.join(TimeUnit.SECONDS.toMillis(30));
    assertEquals(List.of(), failures, "of " + sent + " requests");
  }
}
