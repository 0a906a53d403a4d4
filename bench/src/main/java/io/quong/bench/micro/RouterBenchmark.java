package io.quong.bench.micro;

import io.quong.dataplane.http.HeaderBlock;
import io.quong.dataplane.router.CompiledRouter;
import io.quong.dataplane.router.Match;
import io.quong.dataplane.router.MatchInput;
import io.quong.dataplane.router.Peers;
import io.quong.dataplane.router.RouterChange;
import io.quong.entity.Route;
import io.quong.entity.RouterFlavour;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A match among so many routes; the request is for another route each time, out of 4,096. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RouterBenchmark {
  private static final int REQUESTS = 1 << 12;
  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  /** Ends that no route asks for. */
  private static final class Ends implements Peers {
    @Override
    public byte[] sourceAddress() {
      return LOOPBACK;
    }

    @Override
    public int sourcePort() {
      return 50_000;
    }

    @Override
    public byte[] destinationAddress() {
      return LOOPBACK;
    }
  }

  @Param({"hosts", "prefixes", "mixed", "regexes"})
  String shape;

  @Param({"10", "1000", "10000", "100000"})
  int routes;

  private final MatchInput[] requests = new MatchInput[REQUESTS];
  private CompiledRouter router;
  private int next;

  @Setup(Level.Trial)
  public void build() {
    List<Route> all = new ArrayList<>();
    for (int i = 0; i < routes; i++) {
      all.add(route(i));
    }
    router =
        CompiledRouter.empty(RouterFlavour.TRADITIONAL_COMPATIBLE, 100)
            .next(new RouterChange(all, List.of(), List.of(), List.of()));
    Random random = new Random(1);
    for (int i = 0; i < REQUESTS; i++) {
      requests[i] = request(random.nextInt(routes));
      if (router.match(requests[i]) == null) {
        throw new IllegalStateException("no route for " + requests[i]);
      }
    }
  }

  @Benchmark
  public Match match() {
    next = next + 1 & REQUESTS - 1;
    return router.match(requests[next]);
  }

  private String kind(int i) {
    return shape.equals("mixed") ? i % 2 == 0 ? "hosts" : "prefixes" : shape;
  }

  private Route route(int i) {
    return switch (kind(i)) {
      case "hosts" -> route(i, List.of("h" + i + ".example.test"), List.of("/"));
      case "prefixes" -> route(i, null, List.of("/api/group-" + i % 100 + "/service-" + i));
      default -> route(i, null, List.of("~/api/service-" + i + "/items/\\d+$"));
    };
  }

  private MatchInput request(int i) {
    return switch (kind(i)) {
      case "hosts" -> request("h" + i + ".example.test", "/anything");
      case "prefixes" -> request("a.test", "/api/group-" + i % 100 + "/service-" + i + "/items/7");
      default -> request("a.test", "/api/service-" + i + "/items/7");
    };
  }

  private static MatchInput request(String host, String path) {
    HeaderBlock headers = new HeaderBlock();
    headers.add("Host", host);
    headers.add("User-Agent", "curl/8.5.0");
    headers.add("Accept", "*/*");
    return new MatchInput("GET", host, 8000, path, headers, false, null, null, new Ends());
  }

  private static Route route(int i, List<String> hosts, List<String> paths) {
    Random random = new Random(i);
    return new Route(
        new UUID(random.nextLong(), random.nextLong()).toString(),
        1L,
        1L,
        "r" + i,
        Set.of("http", "https"),
        426,
        true,
        false,
        true,
        true,
        null,
        null,
        null,
        null,
        null,
        null,
        hosts,
        paths,
        null,
        0L,
        "v0",
        null,
        0L);
  }
}
