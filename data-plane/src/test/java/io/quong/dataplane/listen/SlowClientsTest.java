package io.quong.dataplane.listen;

import static io.quong.dataplane.listen.OpenListeners.listen;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quong.dataplane.http.ClientTimeouts;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Clients that hold connections by doing little, and clients that open too many of them. */
class SlowClientsTest {
  private static final String POST = "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: ";

  /** Long silences allowed, but 1000 bytes a second wanted. */
  private static final ClientTimeouts RATE =
      new ClientTimeouts(60_000, 60_000, 60_000, 60_000, 300, 1_000, 100);

  /** A step of a client; true when it sees that its connection ended. */
  private interface Step {
    boolean ended() throws IOException;
  }

  /** Milliseconds until the connection ended under a client that does a step ten times a second. */
  private static CompletableFuture<Long> trickle(Step step) {
    return CompletableFuture.supplyAsync(
        () -> {
          long began = System.nanoTime();
          try {
            while (!step.ended()) {
              TimeUnit.MILLISECONDS.sleep(100);
            }
          } catch (SocketException reset) {
            // That is an end, too.
          } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
          }
          return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
        });
  }

  private static boolean closed(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    socket.setSoTimeout(1);
    try {
      return in.read() < 0;
    } catch (java.net.SocketTimeoutException open) {
      return false;
    }
  }

  private static void waitFor(BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, "it did not happen");
      Thread.onSpinWait();
    }
  }

  @Test
  void trickleBelowTheMinimumRateEndsAndOneAboveItDoesNot() throws Exception {
    try (OpenListeners open = new OpenListeners(RATE, listen("http2"));
        Socket slow = new Socket(open.address(0).getAddress(), open.address(0).getPort());
        Socket steady = new Socket(open.address(0).getAddress(), open.address(0).getPort());
        RawFrames frames = new RawFrames(open.address(0))) {
      slow.getOutputStream().write((POST + "100000\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      steady.getOutputStream().write((POST + "14000\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      frames.frame(RawFrames.HEADERS, RawFrames.END_HEADERS, 1, RawFrames.POST).send();
      CompletableFuture<Long> http1 =
          trickle(
              () -> {
                slow.getOutputStream().write('x');
                return closed(slow);
              });
      CompletableFuture<RawFrames.Frame> reset = new CompletableFuture<>();
      CompletableFuture<Long> http2 =
          trickle(
              () -> {
                frames.frame(RawFrames.DATA, 0, 1, new byte[1]).send();
                return reset.isDone();
              });
      CompletableFuture<Void> reader =
          CompletableFuture.runAsync(
              () -> {
                try {
                  reset.complete(frames.read(RawFrames.RST_STREAM));
                } catch (IOException e) {
                  reset.completeExceptionally(e);
                }
              });
      for (int sent = 0; sent < 14_000; sent += 200) {
        steady.getOutputStream().write(new byte[200]);
        TimeUnit.MILLISECONDS.sleep(100);
      }
      assertEquals('H', steady.getInputStream().read());
      assertTrue(http1.get(20, TimeUnit.SECONDS) >= 4_500);
      assertTrue(http2.get(20, TimeUnit.SECONDS) >= 4_500);
      reader.get(20, TimeUnit.SECONDS);
      assertEquals(1, reset.get().stream());
    }
  }

  @Test
  void responseThatTheClientDoesNotTakeEndsTheConnection() throws Exception {
    try (OpenListeners open = new OpenListeners(OpenListeners.SHORT, listen());
        Socket client = new Socket()) {
      client.setReceiveBufferSize(4_096);
      client.connect(open.address(0));
      byte[] body = new byte[8_000_000];
      client
          .getOutputStream()
          .write(
              (POST + body.length + "\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      client.getOutputStream().write(body);
      waitFor(() -> open.listeners.connections() == 0);
    }
  }

  @Test
  void theEndOfAResponseIsWatchedToo() throws Exception {
    // So little is left that the channel counts as writable.
    try (OpenListeners open = new OpenListeners(OpenListeners.SHORT, listen())) {
      for (int size = 100_000; size <= 6_400_000; size *= 2) {
        Socket client = new Socket();
        client.setReceiveBufferSize(4_096);
        client.connect(open.address(0));
        client
            .getOutputStream()
            .write(
                (POST + size + "\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
        client.getOutputStream().write(new byte[size]);
        waitFor(() -> open.listeners.connections() == 0);
        client.close();
      }
    }
  }

  @Test
  void connectionsBeyondTheLimitAreClosedAndRoomIsMadeByThoseThatLeave() throws Exception {
    try (OpenListeners open =
        new OpenListeners(ClientTimeouts.DEFAULT, new ConnectionLimit(3, 0), listen())) {
      limited(open, 3);
    }
  }

  @Test
  void connectionsOfOneAddressAreLimited() throws Exception {
    try (OpenListeners open =
        new OpenListeners(ClientTimeouts.DEFAULT, new ConnectionLimit(0, 2), listen())) {
      limited(open, 2);
    }
  }

  private static void limited(OpenListeners open, int count) throws Exception {
    for (int round = 0; round < 3; round++) {
      RawClient[] clients = new RawClient[count];
      for (int i = 0; i < count; i++) {
        clients[i] = RawClient.plain(open.address(0));
        clients[i].send("GET /x HTTP/1.1\r\nHost: a\r\n\r\n").readUntil("X-Tls: \r\n");
      }
      try (RawClient over = RawClient.plain(open.address(0))) {
        assertEquals("", over.readAll());
      } catch (SocketException reset) {
        // Closed as well.
      }
      for (RawClient client : clients) {
        client.close();
      }
      waitFor(() -> open.listeners.connections() == 0);
    }
  }
}
