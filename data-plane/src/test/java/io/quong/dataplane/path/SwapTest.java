package io.quong.dataplane.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quong.plugin.Exchange;
import io.quong.plugin.Phase;
import io.quong.plugin.Plugin;
import io.quong.plugin.Step;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Configurations that change, and nodes that end, while requests are under way. */
class SwapTest {
  private static final int CHANGES = 1000;

  private final AtomicInteger usedAfterClose = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();
  private final RawUpstream upstream = RawUpstream.answering(RawUpstream.ok("ok"));
  private final ProxyNode node =
      new ProxyNode(
          Map.of(),
          List.of(
              new Scripted("watch", 1, Set.of(Phase.ACCESS, Phase.LOG), word -> new Watched())));

  @AfterEach
  void close() {
    node.close();
    upstream.close();
  }

  /** Notices when it is used after it was closed. */
  private final class Watched implements Plugin {
    private volatile boolean over;

    @Override
    public Step access(Exchange exchange) {
      use();
      return Step.NEXT;
    }

    @Override
    public void log(Exchange exchange) {
      use();
    }

    private void use() {
      if (over) {
        usedAfterClose.incrementAndGet();
      }
    }

    @Override
    public void close() {
      over = true;
      closed.incrementAndGet();
    }
  }

  @Test
  void aThousandChangesUnderLoadFailNoRequest() throws Exception {
    node.service("s", "127.0.0.1", upstream.port(), "")
        .route("r", "s", "/r", "")
        .plugin("watch", "{'word':'0'}", "")
        .apply();
    AtomicBoolean stop = new AtomicBoolean();
    ExecutorService clients = Executors.newFixedThreadPool(4);
    List<Future<Integer>> sent = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      sent.add(clients.submit(() -> ask(stop)));
    }
    for (int i = 1; i <= CHANGES; i++) {
      node.plugin("watch", "{'word':'" + i + "'}", "")
          .route("other" + i % 10, "s", "/other" + i, "")
          .apply();
    }
    stop.set(true);
    int requests = 0;
    for (Future<Integer> each : sent) {
      requests += each.get(30, TimeUnit.SECONDS);
    }
    clients.shutdown();
    assertTrue(requests > 100, requests + " requests");
    Until.holds(() -> closed.get() == CHANGES);
    assertEquals(0, usedAfterClose.get());
  }

  /** Asks on one connection until it is told to stop; anything but a 200 fails. */
  private int ask(AtomicBoolean stop) {
    int requests = 0;
    try (RawClient client = new RawClient(node.port())) {
      while (!stop.get()) {
        client.send("GET /r HTTP/1.1\r\nHost: a\r\n\r\n");
        String answer = client.until("\r\n\r\nok");
        if (!answer.startsWith("HTTP/1.1 200 OK\r\n")) {
          throw new AssertionError(answer);
        }
        requests++;
      }
    }
    return requests;
  }

  @Test
  void requestFinishesOnTheConfigurationItBeganWith() {
    RawUpstream slow =
        new RawUpstream(
            connection -> {
              connection.request();
              Until.holds(
                  () -> closed.get() >= 0 && node.builder.holder().current().version() == 2);
              connection.write(RawUpstream.ok("late"));
            });
    node.service("s", "127.0.0.1", slow.port(), "")
        .route("r", "s", "/r", "")
        .plugin("watch", "{'word':'a'}", "")
        .apply();
    try (RawClient client = new RawClient(node.port())) {
      client.send("GET /r HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
      Until.holds(() -> slow.requests.size() == 1);
      node.delete("plugins", "watch").delete("routes", "r").delete("services", "s").apply();
      assertTrue(client.rest().endsWith("\r\n\r\nlate"));
    }
    Until.holds(() -> closed.get() == 1);
    assertEquals(0, usedAfterClose.get());
    assertEquals("404", RawClient.get(node, "/r").substring(9, 12));
    slow.close();
  }

  @Test
  void drainedNodeFinishesRequestsAndRefusesConnections() throws IOException {
    AtomicBoolean go = new AtomicBoolean();
    RawUpstream slow =
        new RawUpstream(
            connection -> {
              connection.request();
              Until.holds(go::get);
              connection.write(RawUpstream.ok("late"));
            });
    node.service("s", "127.0.0.1", slow.port(), "").route("r", "s", "/r", "").apply();
    try (RawClient client = new RawClient(node.port());
        RawClient idle = new RawClient(node.port())) {
      client.send("GET /r HTTP/1.1\r\nHost: a\r\n\r\n");
      Until.holds(() -> slow.requests.size() == 1);
      int port = node.port();
      node.drain(Duration.ofSeconds(20));
      assertEquals("", idle.rest());
      Until.holds(() -> refused(port));
      go.set(true);
      String answer = client.rest();
      assertTrue(answer.contains("\r\nConnection: close\r\n"), answer);
      assertTrue(answer.endsWith("\r\n\r\nlate"), answer);
    }
    slow.close();
  }

  private static boolean refused(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return !socket.isConnected();
    } catch (ConnectException e) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
