package io.quong.dataplane.router;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quong.entity.Route;
import io.quong.entity.RouterFlavour;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * In every flavour the indexes answer as a walk does that checks one route after the other, also
 * after changes; so what explanations say of routes is what the router does. {@code
 * -Drouter.pairs=100000} asks for more than the default; {@code -Drouter.seed} for others.
 */
final class FlavoursPropertyTest {
  private static final int PAIRS = Integer.getInteger("router.pairs", 2_000);
  private static final long SEED = Long.getLong("router.seed", 20_250_311L);
  private static final int REQUESTS = 25;

  private static final String[] PATHS = {
    "/", "/a", "/a/b", "/a/bc", "/b", "/é", "~/a", "~/a/\\w+$", "~/a/(b|c)", "~/.*c$", "~/[ab]/\\d+"
  };
  private static final String[] HOSTS = {
    "a.test", "b.test", "x.a.test", "*.a.test", "*.test", "x.*", "a.test:81", "*.test:8000"
  };
  private static final String[] REQUEST_HOSTS = {
    "a.test", "A.test", "b.test:81", "x.a.test", "a.test:81", "x.other", ".test", "c.test:8000"
  };
  private static final String[] TARGETS = {
    "/", "/a", "/a/b", "/a/bcd", "/b/7", "/%C3%A9/x", "/zc", "/a/12?q=1", "/a/c?q=2&q=3", "/%FF"
  };
  private static final String[] PREDICATES = {
    "http.path ^= \"/a\"",
    "http.path == \"/a/b\"",
    "http.path ~ r#\"^/a/\\w+$\"#",
    "lower(http.path) =^ \"C\"",
    "http.host == \"a.test\"",
    "http.host =^ \".test\"",
    "http.method == \"GET\"",
    "http.method != \"POST\"",
    "http.headers.x_a == \"1\"",
    "any(lower(http.headers.x_a)) contains \"b\"",
    "http.queries.q == \"1\"",
    "any(http.queries.q) == \"2\"",
    "http.path.segments.0 == \"a\"",
    "http.path.segments.len >= 2",
    "net.src.ip in 127.0.0.0/8",
    "net.dst.port == 8000",
    "tls.sni == \"a.test\"",
    "net.protocol == \"https\""
  };

  private final Random random = new Random(SEED);
  private final Picks picks = new Picks(random);

  @ParameterizedTest
  @EnumSource(RouterFlavour.class)
  void theIndexesAnswerAsTheWalkOverAllRoutes(RouterFlavour flavour) throws Exception {
    int done = 0;
    while (done < PAIRS) {
      Map<String, Route> routes = new LinkedHashMap<>();
      CompiledRouter router = CompiledRouter.empty(flavour, 100);
      router = change(flavour, router, routes, 1 + random.nextInt(14));
      for (int round = 0; round < 3; round++) {
        for (int i = 0; i < REQUESTS; i++, done++) {
          RequestSpec request = request();
          Match found = router.match(request.build());
          assertEquals(
              walk(flavour, router, routes.values(), request.build()),
              found == null ? null : found.route().id(),
              () -> "seed " + SEED + "\n" + request + routes.values());
        }
        router = change(flavour, router, routes, 1 + random.nextInt(3));
      }
    }
  }

  private static String walk(
      RouterFlavour flavour, CompiledRouter router, Collection<Route> routes, MatchInput request)
      throws Exception {
    Best best = best(router, routes, request);
    if (best == null || flavour != RouterFlavour.TRADITIONAL) {
      return best == null ? null : best.route().id();
    }
    int category = TraditionalRank.category(best.piece());
    List<Best> all = fitting(router, routes, request);
    all.removeIf(each -> TraditionalRank.category(each.piece()) != category);
    List<RoutePiece> pieces = new ArrayList<>();
    for (Route route : routes) {
      pieces.addAll(RoutePiece.of(route, flavour));
    }
    List<RoutePiece> fewest = null;
    for (String word : words(pieces, request)) {
      List<RoutePiece> named = new ArrayList<>();
      for (RoutePiece piece : pieces) {
        if (TraditionalRank.category(piece) == category && names(piece, word)) {
          named.add(piece);
        }
      }
      if (!named.isEmpty() && (fewest == null || named.size() < fewest.size())) {
        fewest = named;
      }
    }
    Best first = null;
    for (Best each : all) {
      boolean asked = fewest != null && fewest.stream().anyMatch(p -> p.id.equals(each.piece().id));
      if (asked && (first == null || each.piece().compareRank(first.piece()) < 0)) {
        first = each;
      }
    }
    return (first == null ? best : first).route().id();
  }

  /** What the request has, in the order in which fewer routes decide: each with its kind. */
  private static List<String> words(List<RoutePiece> pieces, MatchInput request) {
    List<String> words = new ArrayList<>();
    if (request.host() != null) {
      words.add("host " + HostPattern.lower(request.host()));
    }
    RoutePiece path = null;
    for (RoutePiece piece : pieces) {
      boolean fits =
          piece.patterns.length > 0
              ? piece.patterns[0].at(request.path(), null) != null
              : piece.prefixes.length > 0 && request.path().startsWith(piece.prefixes[0]);
      if (fits && (path == null || piece.pathAlone().compareRank(path.pathAlone()) < 0)) {
        path = piece;
      }
    }
    if (path != null) {
      words.add("path " + path(path));
    }
    words.add("method " + request.method());
    if (request.serverName() != null) {
      words.add("sni " + request.serverName());
    }
    return words;
  }

  private static String path(RoutePiece piece) {
    return piece.patterns.length > 0
        ? "~" + piece.expressions[0]
        : piece.prefixes.length > 0 ? piece.prefixes[0] : null;
  }

  private static boolean names(RoutePiece piece, String word) {
    Route route = piece.route;
    String text = word.substring(word.indexOf(' ') + 1);
    return switch (word.substring(0, word.indexOf(' '))) {
      case "host" -> route.hosts() != null && route.hosts().contains(text);
      case "path" -> text.equals(path(piece));
      case "method" -> route.methods() != null && route.methods().contains(text);
      default -> route.snis() != null && route.snis().contains(text);
    };
  }

  private record Best(Route route, RoutePiece piece) {}

  private static Best best(CompiledRouter router, Collection<Route> routes, MatchInput request)
      throws Exception {
    Best best = null;
    for (Best each : fitting(router, routes, request)) {
      best = best == null || each.piece().compareRank(best.piece()) < 0 ? each : best;
    }
    return best;
  }

  /** Every piece of every route that fits, found by checking each for itself. */
  private static List<Best> fitting(
      CompiledRouter router, Collection<Route> routes, MatchInput request) throws Exception {
    List<Best> fitting = new ArrayList<>();
    for (Route route : routes) {
      for (RoutePiece piece : RoutePiece.of(route, router.flavour())) {
        RouteCheck check = router.check(piece, request);
        if (check.misfit() == null) {
          fitting.add(new Best(route, piece));
        }
      }
    }
    return fitting;
  }

  private CompiledRouter change(
      RouterFlavour flavour, CompiledRouter router, Map<String, Route> routes, int count) {
    List<Route> changed = new ArrayList<>();
    List<String> gone = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String known =
          routes.isEmpty() ? null : List.copyOf(routes.keySet()).get(random.nextInt(routes.size()));
      if (known != null && random.nextInt(4) == 0) {
        gone.add(known);
        routes.remove(known);
        changed.removeIf(route -> route.id().equals(known));
        continue;
      }
      String id =
          known == null || random.nextInt(3) > 0
              ? new UUID(random.nextLong(), random.nextLong()).toString()
              : known;
      Route route = route(flavour, id);
      routes.put(id, route);
      changed.removeIf(each -> each.id().equals(id));
      changed.add(route);
    }
    return router.next(new RouterChange(changed, gone, List.of(), List.of()));
  }

  private Route route(RouterFlavour flavour, String id) {
    RouteSpec spec = new RouteSpec(id).id(UUID.fromString(id)).createdAt(random.nextInt(3));
    if (flavour == RouterFlavour.EXPRESSIONS && random.nextInt(3) > 0) {
      if (random.nextInt(5) == 0) {
        spec.protocols("https");
      } else if (random.nextInt(4) == 0) {
        spec.protocols("http", "grpc");
      }
      return spec.expression(expression(2), random.nextInt(3)).build();
    }
    if (random.nextInt(4) > 0) {
      spec.paths(picks.some(PATHS, 2));
    }
    if (random.nextInt(3) > 0) {
      spec.hosts(picks.some(HOSTS, 2));
    }
    if (random.nextInt(3) == 0) {
      spec.methods(picks.some(new String[] {"GET", "POST"}, 2));
    }
    if (random.nextInt(4) == 0) {
      spec.header("x-a", picks.some(new String[] {"1", "2", "Ab"}, 2));
    }
    if (random.nextInt(6) == 0) {
      spec.snis(picks.some(new String[] {"a.test", "b.test"}, 1));
    }
    return spec.build();
  }

  private String expression(int depth) {
    if (depth == 0 || random.nextInt(4) == 0) {
      return picks.one(PREDICATES);
    }
    String left = expression(depth - 1);
    return switch (random.nextInt(5)) {
      case 0 -> "!(" + left + ")";
      case 1, 2 -> "(" + left + ") || (" + expression(depth - 1) + ")";
      default -> "(" + left + ") && (" + expression(depth - 1) + ")";
    };
  }

  private RequestSpec request() {
    RequestSpec request =
        new RequestSpec(picks.one(new String[] {"GET", "POST", "PUT"}), picks.one(TARGETS));
    if (random.nextInt(6) > 0) {
      request.host(picks.one(REQUEST_HOSTS));
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      request.header(
          picks.one(new String[] {"X-A", "x_a"}), picks.one(new String[] {"1", "ab", "3"}));
    }
    if (random.nextInt(3) == 0) {
      request.tls(
          random.nextInt(4) == 0 ? null : picks.one(new String[] {"a.test", "b.test", "c"}));
    }
    return request;
  }
}
