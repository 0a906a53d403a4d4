package io.quong.dataplane.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.EventLoop;
import io.netty.channel.nio.NioEventLoopGroup;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Names against a name server on a real socket. */
class NamesTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final NioEventLoopGroup group = new NioEventLoopGroup(1);
  private final EventLoop loop = (EventLoop) group.next();
  private final NameServer server = new NameServer();
  private Names names = names(List.of("LAST", "SRV", "A", "CNAME"), List.of(), null);

  private Names names(List<String> order, List<String> search, Long valid) {
    return names(order, search, valid, false);
  }

  private Names names(List<String> order, List<String> search, Long valid, boolean byForm) {
    return new Names(
        new DnsSettings(
            List.of(server.address()),
            Path.of("/etc/hosts"),
            order,
            byForm,
            search,
            1,
            valid,
            3600 * SECOND,
            30 * SECOND,
            SECOND,
            100),
        loop);
  }

  @AfterEach
  void close() {
    names.close();
    server.close();
    group.shutdownGracefully(0, 0, TimeUnit.SECONDS);
  }

  private Resolution resolve(String name) {
    CompletableFuture<Resolution> answer = new CompletableFuture<>();
    loop.execute(() -> names.resolve(name, loop, answer::complete));
    try {
      return answer.get(10, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> turns(Resolution resolution, int turns) {
    List<String> hosts = new ArrayList<>();
    for (int i = 0; i < turns; i++) {
      hosts.add(resolution.next().host());
    }
    return hosts;
  }

  @Test
  void addressesTakeTurnsAndAreAskedForOnce() {
    server.answer("a.test.", "A", 60, "10.0.0.1", "10.0.0.2");
    Resolution found = resolve("A.test");
    assertEquals("A", found.type());
    assertEquals(List.of("10.0.0.1", "10.0.0.2", "10.0.0.1"), turns(found, 3));
    resolve("a.test");
    assertEquals(1, server.asked("a.test.", "A"));
  }

  @Test
  void servicesOfTheBestPriorityTakeTurnsByWeight() {
    server.answer("s.test.", "SRV", 60, "2 9 1 spare.test", "1 2 81 x.test", "1 1 82 y.test");
    Resolution found = resolve("s.test");
    assertEquals("SRV", found.type());
    assertEquals(List.of("x.test", "y.test", "x.test"), turns(found, 3));
    assertEquals(81, found.places().get(0).port());
    assertEquals(0, server.asked("s.test.", "A"));
  }

  @Test
  void orderDecidesWhatIsAskedFor() {
    names.close();
    names = names(List.of("AAAA", "A"), List.of(), null);
    server.answer("b.test.", "A", 60, "10.0.0.1");
    server.answer("b.test.", "AAAA", 60, "::1");
    assertEquals("AAAA", resolve("b.test").type());
    assertEquals(0, server.asked("b.test.", "SRV"));
  }

  @Test
  void newerClientAsksForServicesOnlyByNamesOfTheirForm() {
    names.close();
    names = names(List.of("SRV", "A"), List.of(), null, true);
    server.answer("plain.test.", "SRV", 60, "1 1 81 other.test.");
    server.answer("plain.test.", "A", 60, "10.0.0.1");
    server.answer("_http._tcp.a.test.", "SRV", 60, "1 1 81 other.test.");
    assertEquals("A", resolve("plain.test").type());
    assertEquals("SRV", resolve("_http._tcp.a.test").type());
  }

  @Test
  void searchDomainsCompleteNamesWithFewDots() {
    names.close();
    names = names(List.of("A"), List.of("corp.test"), null);
    server.answer("db.corp.test.", "A", 60, "10.0.0.9");
    assertEquals(List.of("10.0.0.9"), turns(resolve("db"), 1));
  }

  @Test
  void nameThatIsNotThereIsRememberedAndAFailureIsNoAbsence() {
    assertEquals("dns server error: 3 name error", resolve("no.test").problem().text());
    assertTrue(resolve("no.test").problem().noSuchName());
    assertEquals(1, server.asked("no.test.", "A"));
    server.fail("bad.test.");
    assertEquals("dns server error: 2 server failure", resolve("bad.test").problem().text());
  }

  @Test
  void oldAnswerServesWhileTheNewOneIsAskedFor() {
    names.close();
    names = names(List.of("A"), List.of(), TimeUnit.MILLISECONDS.toNanos(1));
    server.answer("c.test.", "A", 60, "10.0.0.1");
    assertEquals(List.of("10.0.0.1"), turns(resolve("c.test"), 1));
    server.answer("c.test.", "A", 60, "10.0.0.2");
    long end = System.nanoTime() + 10 * SECOND;
    while (!turns(resolve("c.test"), 1).equals(List.of("10.0.0.2"))) {
      assertTrue(System.nanoTime() < end, "the change is never seen");
    }
    server.fail("c.test.");
    assertEquals(List.of("10.0.0.2"), turns(resolve("c.test"), 1));
  }

  @Test
  void recordsWithoutTimeHoldForOneUse() {
    server.answer("z.test.", "A", 0, "10.0.0.1");
    assertTrue(resolve("z.test").onlyNow());
    resolve("z.test");
    assertEquals(2, server.asked("z.test.", "A"));
  }

  @Test
  void hostsFileAndReservedNamesNeedNoServer() {
    assertEquals(List.of("127.0.0.1"), turns(resolve("localhost"), 1));
    assertTrue(resolve("x.invalid").problem().noSuchName());
    assertEquals(0, server.asked("x.invalid.", "A"));
  }
}
