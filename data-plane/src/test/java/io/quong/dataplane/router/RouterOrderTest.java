package io.quong.dataplane.router;

import static io.quong.dataplane.router.RequestSpec.get;
import static io.quong.dataplane.router.RouterTest.name;
import static io.quong.dataplane.router.RouterTest.route;
import static io.quong.dataplane.router.RouterTest.router;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Which of several routes that fit wins. */
final class RouterOrderTest {
  private static final String LOW = "0c000000-0000-4000-8000-000000000001";
  private static final String MIDDLE = "0c000000-0000-4000-8000-000000000002";
  private static final String HIGH = "fc000000-0000-4000-8000-000000000000";

  @Test
  void fourAttributesComeBeforeAll() {
    Router router =
        router(
            route("four").paths("/p").hosts("*.test").methods("GET").header("X-A", "1"),
            route("three").paths("/p").hosts("a.test").methods("GET"),
            route("regex").paths("~/p.*").methods("GET").header("X-A", "1"));
    assertEquals("four", name(router, get("/p").host("a.test").header("X-A", "1")));
    assertEquals("three", name(router, get("/p").host("a.test")));
    assertEquals("regex", name(router, get("/p").host("a.other").header("X-A", "1")));
  }

  @Test
  void fiveAttributesComeBeforeFour() {
    Router router =
        router(
            route("four").paths("/p/q").hosts("a.test").methods("GET").header("X-A", "1"),
            route("five")
                .paths("/p")
                .hosts("*.test")
                .methods("GET")
                .header("X-A", "1")
                .snis("a.test"));
    assertEquals("five", name(router, get("/p/q").host("a.test").header("X-A", "1")));
  }

  @Test
  void anExactHostAloneComesBeforeThreeOthers() {
    Router router =
        router(
            route("host").hosts("a.test"),
            route("three").paths("/p").methods("GET").header("X-A", "1"));
    assertEquals("host", name(router, get("/p").host("a.test").header("X-A", "1")));
    assertEquals("three", name(router, get("/p").host("b.test").header("X-A", "1")));
  }

  @Test
  void oneWildcardTakesTheRankOfExactHostsFromAll() {
    Router router =
        router(
            route("mixed").hosts("b.w.test", "*.zz.test").paths("/p"),
            route("wild").hosts("*.w.test").paths("~/p"));
    assertEquals("wild", name(router, get("/p").host("b.w.test")));
  }

  @Test
  void aRegularExpressionComesBeforePrefixesWithMoreAttributes() {
    Router router =
        router(
            route("regex").paths("~/p"),
            route("three").paths("/p/very/long").methods("GET").header("X-A", "1"));
    assertEquals("regex", name(router, get("/p/very/long").header("X-A", "1")));
  }

  @Test
  void amongExpressionsAttributesComeBeforePriority() {
    Router router =
        router(
            route("priority").paths("~/p").regexPriority(50),
            route("both").paths("~/p").methods("GET"));
    assertEquals("both", name(router, get("/p")));
    assertEquals("priority", name(router, new RequestSpec("PUT", "/p")));
  }

  @Test
  void largerRegexPriorityWinsAndPrefixesIgnoreIt() {
    Router router =
        router(
            route("zero").id(HIGH).paths("~/p"),
            route("four").id(LOW).paths("~/p/?").regexPriority(4),
            route("short").paths("/q").regexPriority(9),
            route("long").paths("/q/r"));
    assertEquals("four", name(router, get("/p")));
    assertEquals("long", name(router, get("/q/r")));
  }

  @Test
  void regexPriorityOverlapsTheBitsThatKongLetsItOverlap() {
    assertEquals("first", pair(1, 2, true));
    assertEquals("second", pair(0, 1, true));
    assertEquals("first", pair(-1, 0, false));
    assertEquals("second", pair(1024, 0, false));
    assertEquals("first", pair(4096, 1, false));
  }

  /** With a header each, or none; the second has the larger id. */
  private static String pair(long first, long second, boolean header) {
    RouteSpec one = route("first").id(LOW).paths("~/p").regexPriority(first);
    RouteSpec two = route("second").id(MIDDLE).paths("~/p").regexPriority(second);
    if (header) {
      one.header("x-a", "1");
      two.header("x-a", "1");
    }
    return name(router(one, two), get("/p").header("x-a", "1"));
  }

  @Test
  void moreHeaderNamesBeatALongerPath() {
    Router router =
        router(
            route("names").paths("/p").header("X-A", "1").header("X-B", "1"),
            route("length").paths("/p/long").header("X-A", "1"));
    assertEquals("names", name(router, get("/p/long").header("X-A", "1").header("X-B", "1")));
    assertEquals("length", name(router, get("/p/long").header("X-A", "1")));
  }

  @Test
  void aHeaderAloneBeatsAPathAloneAndThatAMethodAlone() {
    Router router =
        router(
            route("head").header("X-A", "1"),
            route("path").paths("/p"),
            route("method").methods("GET"));
    assertEquals("head", name(router, get("/p").header("X-A", "1")));
    assertEquals("path", name(router, get("/p")));
    assertEquals("method", name(router, get("/q")));
  }

  @Test
  void theLongerPrefixWinsAcrossRoutes() {
    Router router =
        router(
            route("mixed").paths("/mix/long/prefix", "~/mix/\\w+$", "/mi"),
            route("other").paths("/mix/lo"));
    assertEquals("other", name(router, get("/mix/lo/x")));
    assertEquals("mixed", name(router, get("/mix/abc")));
    assertEquals("mixed", name(router, get("/mid")));
    assertEquals("mixed", name(router, get("/mix/long/prefix/x")));
  }

  @Test
  void theLargerIdWinsWhenAllElseIsEqual() {
    Router router =
        router(
            route("low").id(LOW).paths("/p"),
            route("high").id(HIGH).paths("/p"),
            route("middle").id(MIDDLE).paths("/p"));
    assertEquals("high", name(router, get("/p")));
    Router wild =
        router(route("short").id(MIDDLE).hosts("*.test"), route("long").id(LOW).hosts("*.w.test"));
    assertEquals("short", name(wild, get("/").host("x.w.test")));
    Router ports =
        router(route("bare").id(LOW).hosts("a.test"), route("port").id(MIDDLE).hosts("a.test:81"));
    assertEquals("port", name(ports, get("/").host("a.test:81")));
  }

  @Test
  void piecesOfASplitRouteRankByDerivedIds() {
    assertEquals("f0ec906c-128c-56a8-8602-22483c58523a", RoutePriority.pieceId(LOW, 1).toString());
  }

  @Test
  void manyRoutesOfOnePathAreFoundByTheirHeaderValue() {
    RouteSpec[] routes = new RouteSpec[60];
    for (int i = 0; i < routes.length; i++) {
      routes[i] = route("t" + i).paths("/").header("X-Tenant", "T" + i, "U" + i);
    }
    Router router = router(routes);
    assertEquals("t17", name(router, get("/").header("x-tenant", "u17")));
    assertEquals("t59", name(router, get("/").header("x_tenant", "t59")));
    assertEquals(null, name(router, get("/").header("x-tenant", "t60")));
  }
}
