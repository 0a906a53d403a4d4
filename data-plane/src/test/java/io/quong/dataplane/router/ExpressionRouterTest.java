package io.quong.dataplane.router;

import static io.quong.dataplane.router.RequestSpec.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.quong.entity.Route;
import io.quong.entity.RouterFlavour;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExpressionRouterTest {
  private static CompiledRouter router(RouteSpec... routes) {
    List<Route> built = new ArrayList<>();
    for (RouteSpec route : routes) {
      built.add(route.build());
    }
    return CompiledRouter.empty(RouterFlavour.EXPRESSIONS, 100)
        .next(new RouterChange(built, List.of(), List.of(), List.of()));
  }

  private static String taken(CompiledRouter router, RequestSpec request) {
    Match match = router.match(request.build());
    return match == null ? null : match.route().name();
  }

  private static boolean holds(String expression, RequestSpec request) {
    return taken(router(new RouteSpec("r").expression(expression, 0)), request) != null;
  }

  @Test
  void anExpressionComesBeforeEveryOtherRoute() {
    CompiledRouter router =
        router(
            new RouteSpec("classic").paths("/a/b").hosts("h.test").methods("GET"),
            new RouteSpec("low").expression("http.path ^= \"/a\"", 0),
            new RouteSpec("high").expression("http.path ^= \"/a/b/c\"", 1));
    assertEquals("low", taken(router, get("/a/b").host("h.test")));
    assertEquals("high", taken(router, get("/a/b/c").host("h.test")));
  }

  @Test
  void allValuesCompareUnlessOneIsEnough() {
    RequestSpec two = get("/?q=1&q=2").header("X-A", "1").header("X-A", "2");
    assertEquals(false, holds("http.headers.x_a == \"1\"", two));
    assertEquals(true, holds("any(http.headers.x_a) == \"1\"", two));
    assertEquals(true, holds("http.headers.x_a ~ \"[12]\"", two));
    assertEquals(false, holds("http.queries.q == \"1\"", two));
    assertEquals(true, holds("any(http.queries.q) == \"2\"", two));
  }

  @Test
  void whatIsNotThereComparesToNothing() {
    assertEquals(false, holds("http.headers.x != \"1\"", get("/")));
    assertEquals(true, holds("!(http.headers.x == \"1\")", get("/")));
    assertEquals(false, holds("http.path.segments.3 != \"x\"", get("/a/b")));
    assertEquals(false, holds("tls.sni != \"x\"", get("/")));
    assertEquals(true, holds("tls.sni == \"x.test\"", get("/").tls("x.test")));
  }

  @Test
  void segmentsAreCountedAndJoined() {
    assertEquals(true, holds("http.path.segments.0_1 == \"a/b\"", get("/a/b/c")));
    assertEquals(true, holds("http.path.segments.len == 2", get("/a/b/")));
    assertEquals(true, holds("http.path.segments.len == 0", get("/")));
    assertEquals(true, holds("http.path.segments.1 =^ \"b\"", get("/a/b/c")));
  }

  @Test
  void addressesAndPortsCompare() {
    RequestSpec request = get("/").host("a.test:81").from(4000, 10, 1, 2, 3);
    assertEquals(true, holds("net.src.ip in 10.0.0.0/8 && net.src.port == 4000", request));
    assertEquals(false, holds("net.src.ip not in 10.0.0.0/8", request));
    assertEquals(true, holds("net.dst.port == 81 && net.dst.ip == 127.0.0.1", request));
    assertEquals(true, holds("net.dst.port == 8000", get("/").host("a.test")));
  }

  @Test
  void thePathsLastComparisonIsStripped() {
    assertEquals("/c", path("http.path ^= \"/a\" && http.path ^= \"/a/b\"", get("/a/b/c")));
    assertEquals("/x", path("http.path ~ \"^/v[0-9]+\"", get("/v12/x")));
    assertEquals("/a/b", path("http.path contains \"b\"", get("/a/b")));
    assertEquals("/a/b.html", path("http.path =^ \".html\"", get("/a/b.html")));
    assertEquals("/a", path("http.host == \"h.test\"", get("/a").host("h.test")));
  }

  private static String path(String expression, RequestSpec request) {
    return router(new RouteSpec("r").expression(expression, 0))
        .match(request.build())
        .upstreamPath();
  }

  @Test
  void theProtocolIsPartOfTheMatch() {
    CompiledRouter plain = router(new RouteSpec("p").paths("/a").protocols("http"));
    assertEquals("p", taken(plain, get("/a")));
    assertNull(taken(plain, get("/a").tls("x.test")));
    CompiledRouter tls =
        router(new RouteSpec("t").expression("http.path == \"/a\"", 0).protocols("https"));
    assertEquals("t", taken(tls, get("/a")));
  }

  @Test
  void aRouteWithABrokenExpressionIsLeftOut() {
    CompiledRouter router =
        router(
            new RouteSpec("good").expression("http.path ^= \"/\"", 0),
            new RouteSpec("bad").expression("http.path ^=", 1));
    assertEquals("good", taken(router, get("/a")));
    assertEquals(1, router.faults().size());
  }
}
