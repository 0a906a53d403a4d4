package io.quong.acceptance.cluster;

import static io.quong.acceptance.cluster.ControlPlane.await;
import static io.quong.acceptance.cluster.TestNode.until;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quong.dataplane.cluster.ControlPlaneAddress;
import io.quong.plugin.SharedState;
import io.quong.plugin.SharedState.Counter;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Counters that nodes share, over two control planes of one database. */
class SharedCountersTest {
  private static final long LATER = System.currentTimeMillis() + 3_600_000;

  @TempDir Path folder;
  private final Vertx vertx = Vertx.vertx();
  private Database database;
  private ControlPlane control;
  private ControlPlane second;
  private TestNode one;
  private TestNode two;

  @BeforeEach
  void start() throws Exception {
    database = new Database();
    control = new ControlPlane(vertx, database, Trusts.LOOPBACK, 0);
    second = new ControlPlane(vertx, database, Trusts.LOOPBACK, 0);
    one = node("one", control);
    two = node("two", second);
    until("connected", () -> one.state.connected() && two.state.connected());
  }

  @AfterEach
  void stop() throws Exception {
    one.close();
    two.close();
    control.close();
    second.close();
    database.close();
    await(vertx.close());
  }

  private TestNode node(String name, ControlPlane of) throws Exception {
    ControlPlaneAddress address = ControlPlaneAddress.fixed(of.address());
    return new TestNode(vertx, folder.resolve(name), address, Trusts.LOOPBACK, null).start();
  }

  private static Counter counter(String key, long limit) {
    return new Counter(key, limit, LATER);
  }

  @Test
  void countsAreExactWithManyAtOnceOnTwoNodes() {
    List<Future<long[]>> takes = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      SharedState state = (i % 2 == 0 ? one : two).node.sharedState();
      takes.add(state.take(List.of(counter("minute", 150), counter("hour", 1_000))));
    }
    List<Long> before = new ArrayList<>();
    for (Future<long[]> take : takes) {
      long[] uses = await(take);
      assertEquals(uses[0], uses[1]);
      before.add(uses[0]);
    }
    before.sort(null);
    assertEquals(
        LongStream.concat(LongStream.range(0, 150), LongStream.generate(() -> 150).limit(250))
            .boxed()
            .toList(),
        before);
    List<Counter> both = List.of(counter("minute", 0), counter("hour", 0));
    assertArrayEquals(new long[] {150, 150}, await(two.node.sharedState().read(both)));
  }

  @Test
  void oneThatHasReachedItsLimitKeepsTheOthersFromCounting() {
    SharedState state = one.node.sharedState();
    List<Counter> both = List.of(counter("small", 1), counter("large", 10));
    assertArrayEquals(new long[] {0, 0}, await(state.take(both)));
    assertArrayEquals(new long[] {1, 1}, await(state.take(both)));
    assertArrayEquals(new long[] {1, 1}, await(state.read(both)));
  }

  @Test
  void amountsAreAddedWithoutLookingAtLimits() {
    List<Counter> both = List.of(counter("a", 1), counter("b", 1));
    assertArrayEquals(
        new long[] {5, 7}, await(one.node.sharedState().add(both, new long[] {5, 7})));
    assertArrayEquals(
        new long[] {6, 7}, await(two.node.sharedState().add(both, new long[] {1, 0})));
  }

  @Test
  void whatExpiredCountsFromNothing() throws Exception {
    SharedState state = one.node.sharedState();
    Counter ending = new Counter("window", 10, System.currentTimeMillis() + 200);
    await(state.take(List.of(ending)));
    until("expired", () -> System.currentTimeMillis() > ending.expiresAt() + 20);
    assertArrayEquals(new long[] {0}, await(state.take(List.of(counter("window", 10)))));
    // A node whose clock is behind does not start it over.
    Counter behind = new Counter("late", 10, 1);
    await(state.take(List.of(behind)));
    assertArrayEquals(new long[] {1}, await(state.take(List.of(behind))));
  }

  @Test
  void withoutAControlPlaneCallsFailAtOnceAndWorkAgainLater() throws Exception {
    SharedState state = one.node.sharedState();
    await(state.take(List.of(counter("a", 10))));
    control.close();
    long began = System.nanoTime();
    for (int i = 0; i < 50; i++) {
      IllegalStateException fault =
          assertThrows(
              IllegalStateException.class, () -> await(state.take(List.of(counter("a", 10)))));
      assertTrue(fault.getMessage().contains("control plane at 127.0.0.1"), fault.getMessage());
    }
    assertTrue(System.nanoTime() - began < 3_000_000_000L, "none of them waits");
    control = new ControlPlane(vertx, database, Trusts.LOOPBACK, control.port);
    until(
        "works again",
        () -> {
          try {
            return await(state.read(List.of(counter("a", 10))))[0] == 1;
          } catch (IllegalStateException e) {
            return false;
          }
        });
  }
}
