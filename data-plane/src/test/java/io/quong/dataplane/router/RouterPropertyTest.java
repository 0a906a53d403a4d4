package io.quong.dataplane.router;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quong.entity.Route;
import io.quong.entity.RouterFlavour;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * The indexes answer as the plain walk over all routes does, also after changes. {@code
 * -Drouter.pairs=100000} asks for more than the default; {@code -Drouter.seed} for others.
 */
final class RouterPropertyTest {
  private static final int PAIRS = Integer.getInteger("router.pairs", 6_000);
  private static final long SEED = Long.getLong("router.seed", 20_240_607L);
  private static final int REQUESTS = 40;

  private static final String[] PATHS = {
    "/",
    "/a",
    "/a/b",
    "/a/bc",
    "/ab",
    "/b",
    "/b/c/d",
    "/é",
    "/é/x",
    "/a b",
    "/%2F",
    "/a/b/c",
    "~/a",
    "~/a/\\w+$",
    "~/a/(b|c)",
    "~/[ab]/\\d+",
    "~/(?<n>b)/c?",
    "~/é+",
    "~/a|/b",
    "~/a/b.*",
    "~/.*c$",
    "~/(?i)A/B",
    "~/.*/c/d",
    "~/[^/]+/b",
    "~/[^/]+/bcd?$",
    "~/[^/]+/x_1",
    "~/.+/é",
    "~/[^/]+/(b|12)c?$",
    "~/\\w/\\d{2}"
  };
  private static final String[] HOSTS = {
    "a.test",
    "b.test",
    "x.a.test",
    "*.a.test",
    "*.test",
    "a.*",
    "x.*",
    "a.test:81",
    "*.test:8000",
    "[::1]",
    "[::1]:81"
  };
  private static final String[] REQUEST_HOSTS = {
    "a.test",
    "A.test",
    "b.test:81",
    "x.a.test",
    "y.x.a.test",
    "a.test:81",
    "a.other",
    "x.",
    "a.test:x",
    "[::1]",
    "[::1]:81",
    ".test",
    "a.test."
  };
  private static final String[] TARGETS = {
    "/",
    "/a",
    "/a/b",
    "/a/b/c",
    "/a/bcd",
    "/ab",
    "/b/c/d/e",
    "/b/7",
    "/%C3%A9/x",
    "/a%20b",
    "/%2f",
    "/A/b",
    "/a/x_1",
    "/zc",
    "/a/12",
    "/q/%C3%A9",
    "/q/x_1/b"
  };
  private static final String[] NAMES = {"x-a", "x_b", "X-C"};
  private static final String[] VALUES = {"1", "2", "Abc", "~*^[a-b]+", "~*^$", "3"};
  private static final String[] SNIS = {"a.test", "*.test", "x.*", "b.test"};

  private final Random random = new Random(SEED);
  private final Picks picks = new Picks(random);

  @Test
  void theIndexesAnswerAsTheWalkOverAllRoutes() {
    int done = 0;
    while (done < PAIRS) {
      Map<String, Route> routes = new LinkedHashMap<>();
      CompiledRouter fast = CompiledRouter.empty(RouterFlavour.TRADITIONAL_COMPATIBLE, 100);
      fast = change(fast, routes, 1 + random.nextInt(random.nextInt(8) == 0 ? 80 : 12));
      for (int round = 0; round < 3; round++) {
        SlowRouter slow = new SlowRouter(routes.values());
        for (int i = 0; i < REQUESTS; i++, done++) {
          RequestSpec request = request();
          assertEquals(
              show(slow.match(request.build())),
              show(fast.match(request.build())),
              () -> "seed " + SEED + "\n" + request + routes.values());
        }
        fast = change(fast, routes, 1 + random.nextInt(3));
      }
    }
  }

  private CompiledRouter change(CompiledRouter router, Map<String, Route> routes, int count) {
    List<Route> changed = new ArrayList<>();
    List<String> gone = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String known =
          routes.isEmpty() ? null : List.copyOf(routes.keySet()).get(random.nextInt(routes.size()));
      if (known != null && random.nextInt(3) == 0) {
        gone.add(known);
        routes.remove(known);
        changed.removeIf(route -> route.id().equals(known));
        continue;
      }
      String id =
          known == null || random.nextBoolean()
              ? new UUID(random.nextLong(), random.nextLong()).toString()
              : known;
      Route route = route(id);
      routes.put(id, route);
      changed.removeIf(each -> each.id().equals(id));
      changed.add(route);
    }
    return router.next(new RouterChange(changed, gone, List.of(), List.of()));
  }

  private Route route(String id) {
    RouteSpec spec = new RouteSpec(id).id(UUID.fromString(id));
    if (random.nextInt(4) > 0) {
      spec.paths(picks.some(PATHS, 3));
    }
    if (random.nextInt(3) == 0) {
      spec.hosts(picks.some(HOSTS, 3));
    }
    if (random.nextInt(4) == 0) {
      spec.methods(picks.some(new String[] {"GET", "POST", "PUT"}, 2));
    }
    for (int i = random.nextInt(6) - 3; i > 0; i--) {
      spec.header(picks.one(NAMES), picks.some(VALUES, 2));
    }
    if (random.nextInt(6) == 0) {
      spec.snis(picks.some(SNIS, 2));
    }
    if (random.nextInt(4) == 0) {
      long[] priorities = {1, 2, 3, -1, 1024, 4096, 8192};
      spec.regexPriority(priorities[random.nextInt(priorities.length)]);
    }
    return spec.build();
  }

  private RequestSpec request() {
    RequestSpec request =
        new RequestSpec(picks.one(new String[] {"GET", "POST", "HEAD"}), picks.one(TARGETS));
    if (random.nextInt(5) > 0) {
      request.host(picks.one(REQUEST_HOSTS));
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      request.header(
          picks.one(new String[] {"X-A", "x_a", "x-b", "X_B", "x-c"}),
          picks.one(new String[] {"1", "2", "ABC", ""}));
    }
    if (random.nextInt(3) == 0) {
      request.tls(
          random.nextInt(4) == 0 ? null : picks.one(new String[] {"a.test", "b.test", "x.y", "c"}));
    }
    return request;
  }

  private static String show(SlowRouter.Found found) {
    return found == null ? "none" : found.route().id() + " " + found.length();
  }

  private static String show(Match match) {
    return match == null ? "none" : match.route().id() + " " + match.prefixLength();
  }
}
