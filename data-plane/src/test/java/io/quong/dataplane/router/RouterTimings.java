package io.quong.dataplane.router;

import io.quong.entity.Route;
import io.quong.entity.RouterFlavour;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.IntFunction;

/**
 * Prints how long a match and a change take, in CPU time, with 10, 1,000 and 100,000 routes of
 * several shapes. Run it as a main class; it checks nothing.
 */
final class RouterTimings {
  private static final int MATCHES = 400_000;

  private RouterTimings() {}

  public static void main(String[] arguments) {
    System.out.printf(
        "%-22s %8s %10s %12s %14s%n", "shape", "routes", "build ms", "match ns", "one change us");
    for (int size : new int[] {10, 1_000, 100_000}) {
      time(
          "prefix path",
          size,
          i -> spec(i).paths("/svc" + i + "/v1"),
          i -> get("/svc" + i + "/v1/x", "a.test"));
      time(
          "nested path", size, i -> spec(i).paths(nested(i)), i -> get(nested(i) + "/x", "a.test"));
      time(
          "host and path",
          size,
          i -> spec(i).hosts("h" + i + ".test").paths("/"),
          i -> get("/x", "h" + i + ".test"));
      time(
          "wildcard host",
          size,
          i -> spec(i).hosts("*.h" + i + ".test"),
          i -> get("/x", "a.h" + i + ".test"));
      time(
          "regex path",
          size,
          i -> spec(i).paths("~/r" + i + "/[^/]+/z$"),
          i -> get("/r" + i + "/abc/z", "a.test"));
      time(
          "regex path, one begin",
          size,
          i -> spec(i).paths("~/api/[^/]+/item-" + i + "/z$"),
          i -> get("/api/abc/item-" + i + "/z", "a.test"));
      time(
          "header value",
          size,
          i -> spec(i).paths("/").header("x-tenant", "t" + i),
          i -> get("/x", "a.test").header("X-Tenant", "T" + i));
    }
  }

  /** What this thread used; the clock would measure the neighbours too. */
  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static String nested(int i) {
    return "/api/v" + i % 10 + "/team" + i % 1000 + "/service" + i;
  }

  private static RouteSpec spec(int i) {
    Random random = new Random(i);
    return new RouteSpec("r" + i).id(new UUID(random.nextLong(), random.nextLong()));
  }

  private static RequestSpec get(String target, String host) {
    return RequestSpec.get(target)
        .host(host)
        .header("User-Agent", "curl/8.5.0")
        .header("Accept", "*/*")
        .header("Accept-Encoding", "gzip")
        .header("Cookie", "a=b");
  }

  private static void time(
      String shape, int size, IntFunction<RouteSpec> route, IntFunction<RequestSpec> request) {
    List<Route> routes = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      routes.add(route.apply(i).build());
    }
    long start = cpu();
    CompiledRouter router =
        CompiledRouter.empty(RouterFlavour.TRADITIONAL_COMPATIBLE, 100)
            .next(new RouterChange(routes, List.of(), List.of(), List.of()));
    double build = (cpu() - start) / 1e6;
    MatchInput[] requests = new MatchInput[1 << 12];
    Random random = new Random(1);
    for (int i = 0; i < requests.length; i++) {
      requests[i] = request.apply(random.nextInt(size)).build();
    }
    double match = 0;
    int missed = 0;
    for (int round = 0; round < 3; round++) {
      start = cpu();
      for (int i = 0; i < MATCHES; i++) {
        missed += router.match(requests[i & (requests.length - 1)]) == null ? 1 : 0;
      }
      match = (cpu() - start) / (double) MATCHES;
    }
    start = cpu();
    int changes = 1_000;
    for (int i = 0; i < changes; i++) {
      Route changed = routes.get(random.nextInt(size));
      router = router.next(new RouterChange(List.of(changed), List.of(), List.of(), List.of()));
    }
    double change = (cpu() - start) / 1e3 / changes;
    System.out.printf(
        "%-22s %8d %10.1f %12.0f %14.1f%s%n",
        shape, size, build, match, change, missed == 0 ? "" : "  " + missed + " missed");
  }
}
