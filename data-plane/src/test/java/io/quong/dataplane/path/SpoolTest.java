package io.quong.dataplane.path;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bodies on disk: no more than fits, and nothing of them left. */
class SpoolTest {
  private static final int PIECE = 64 * 1024;

  @TempDir Path prefix;
  private RawUpstream upstream;
  private ProxyNode node;

  @BeforeEach
  void start() {
    upstream = RawUpstream.answering(RawUpstream.ok("got"));
    node =
        new ProxyNode(Map.of("prefix", prefix.toString(), "quong_body_spool_max", "1m"), List.of());
    node.service("s", "127.0.0.1", upstream.port(), "").route("r", "s", "/r", "").apply();
  }

  @AfterEach
  void stop() {
    node.close();
    upstream.close();
  }

  private static String head(int length) {
    return "POST /r HTTP/1.1\r\nHost: a\r\nContent-Length: "
        + length
        + "\r\nConnection: close\r\n\r\n";
  }

  private String post(int length) {
    return RawClient.ask(node.port(), head(length) + "x".repeat(length)).substring(9, 12);
  }

  /** Files of bodies that this program has open; they have no name any more. */
  private static long open() {
    try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
      return all.filter(SpoolTest::isBody).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Bytes in those files. */
  private static long stored() {
    try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
      return all.filter(SpoolTest::isBody).mapToLong(SpoolTest::size).sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long size(Path descriptor) {
    try {
      return Files.size(descriptor);
    } catch (IOException closed) {
      return 0;
    }
  }

  private static boolean isBody(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString().contains("client_body_temp");
    } catch (NoSuchFileException closed) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void bodiesThatDontFitTogetherAreRefusedAndRoomComesBack() {
    assertEquals("200", post(900_000));
    try (RawClient slow = new RawClient(node.port())) {
      slow.send(head(900_000) + "x".repeat(800_000));
      Until.holds(() -> stored() == 800_000);
      Until.holds(() -> post(500_000).equals("500"));
      Until.holds(() -> stored() == 800_000);
      slow.send("x".repeat(100_000));
      assertEquals("HTTP/1.1 200", slow.rest().substring(0, 12));
    }
    Until.holds(() -> open() == 0);
    for (int i = 0; i < 5; i++) {
      assertEquals("200", post(900_000));
    }
  }

  @Test
  void clientThatStopsInTheMiddleLeavesNothing() {
    for (int i = 0; i < 5; i++) {
      try (RawClient client = new RawClient(node.port())) {
        client.send(head(900_000) + "x".repeat(5 * PIECE));
        Until.holds(() -> open() == 1);
      }
      Until.holds(() -> open() == 0);
    }
    assertEquals(0, upstream.requests.size());
    assertEquals(List.of(), List.of(prefix.resolve("client_body_temp").toFile().list()));
    assertEquals("200", post(900_000));
  }

  @Test
  void upstreamThatStopsInTheMiddleLeavesNothing() {
    try (RawUpstream closing = new RawUpstream(connection -> connection.read())) {
      node.service("s", "127.0.0.1", closing.port(), "").apply();
      assertEquals("502", post(900_000));
    }
    Until.holds(() -> open() == 0);
  }
}
