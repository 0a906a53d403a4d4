package io.quong.dataplane.router;

import static io.quong.dataplane.router.RequestSpec.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.quong.entity.Route;
import io.quong.entity.RouterFlavour;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TraditionalRouterTest {
  private static CompiledRouter router(RouteSpec... routes) {
    List<Route> built = new ArrayList<>();
    for (RouteSpec route : routes) {
      built.add(route.build());
    }
    return CompiledRouter.empty(RouterFlavour.TRADITIONAL, 100)
        .next(new RouterChange(built, List.of(), List.of(), List.of()));
  }

  private static RouteSpec route(String name) {
    return new RouteSpec(name);
  }

  private static String taken(CompiledRouter router, RequestSpec request) {
    Match match = router.match(request.build());
    return match == null ? null : match.route().name();
  }

  @Test
  void theOlderOfTwoEqualRoutesWins() {
    CompiledRouter router =
        router(route("new").paths("/p").createdAt(20), route("old").paths("/p").createdAt(10));
    assertEquals("old", taken(router, get("/p")));
  }

  @Test
  void moreAttributesThenTheirKindDecide() {
    CompiledRouter router =
        router(
            route("regex").paths("~/p/\\w+"),
            route("method").paths("/p").methods("GET"),
            route("host").paths("/p").hosts("*.test"));
    assertEquals("method", taken(router, get("/p/a")));
    assertEquals("host", taken(router, get("/p/a").host("a.test")));
    assertEquals("regex", taken(router, new RequestSpec("PUT", "/p/a")));
  }

  @Test
  void headerNamesComeBeforeRegexPriority() {
    CompiledRouter router =
        router(
            route("two").paths("~/p").header("a", "1").header("b", "1"),
            route("high").paths("~/p.?").header("a", "1").regexPriority(9),
            route("low").paths("~/p.*").header("a", "1").regexPriority(-9));
    assertEquals("high", taken(router, get("/p").header("A", "1")));
    assertEquals("two", taken(router, get("/p").header("A", "1").header("B", "1")));
  }

  @Test
  void wildcardsStandForSomethingAndRankWithTheirPort() {
    CompiledRouter router =
        router(
            route("plain").hosts("a.v.test"),
            route("port").hosts("*.v.test:8123"),
            route("wild").hosts("*.w.test"));
    assertEquals("port", taken(router, get("/").host("a.v.test:8123")));
    assertEquals("plain", taken(router, get("/").host("a.v.test")));
    assertNull(taken(router, get("/").host("b.v.test")));
    assertNull(taken(router, get("/").host(".w.test")));
    assertEquals("wild", taken(router, get("/").host("a.w.test")));
  }

  @Test
  void aHeadersExpressionStandsAloneAndSeesLowerCase() {
    CompiledRouter router =
        router(
            route("low").header("x-a", "~*^v\\d+$"),
            route("up").header("x-b", "~*^V\\d+$"),
            route("literal").header("x-d", "~*^v$", "w"));
    assertEquals("low", taken(router, get("/").header("X-A", "V12")));
    assertNull(taken(router, get("/").header("X-B", "V1")));
    assertNull(taken(router, get("/").header("X-D", "v")));
    assertEquals("literal", taken(router, get("/").header("X-D", "~*^v$")));
  }

  @Test
  void expressionsArePcreAndAnchoredAsAWhole() {
    CompiledRouter router =
        router(
            route("ahead").paths("~/a/(?!no)\\w+"),
            route("back").paths("~/b/(\\w)\\1"),
            route("atom").paths("~/d/(?>a|ab)c"),
            route("alternative").paths("~/aa|/bb"));
    assertEquals("ahead", taken(router, get("/a/yes")));
    assertNull(taken(router, get("/a/nono")));
    assertEquals("back", taken(router, get("/b/xx")));
    assertNull(taken(router, get("/b/xy")));
    assertNull(taken(router, get("/d/abc")));
    assertNull(taken(router, get("/zz/bb")));
    assertEquals("alternative", taken(router, get("/bbc")));
  }

  @Test
  void groupsHaveNumbersAndNames() {
    CompiledRouter router = router(route("c").paths("~/u/(?<the_user>[a-z]+)(?:/(\\d+))?"));
    assertEquals(
        Map.of("0", "/u/ann/7", "1", "ann", "2", "7", "the_user", "ann"),
        router.match(get("/u/ann/7").build()).captures());
    assertEquals(
        Map.of("0", "/u/ann", "1", "ann", "the_user", "ann"),
        router.match(get("/u/ann").build()).captures());
  }

  @Test
  void backtrackingEndsAtALimit() {
    CompiledRouter router = router(route("slow").paths("~/(?=x)(x+x+)+y"));
    assertTimeoutPreemptively(
        Duration.ofSeconds(5), () -> assertNull(taken(router, get("/" + "x".repeat(200)))));
  }

  @Test
  void aPathThatIsNoTextMatches() {
    CompiledRouter router = router(route("q").paths("~/q/.*"));
    assertEquals("q", taken(router, get("/q/%ff%fe")));
  }

  @Test
  void pathHandlingV1Concatenates() {
    CompiledRouter router =
        router(route("keep").paths("/k").keep().pathHandling("v1"), route("strip").paths("/s"));
    assertEquals("/k/x", router.match(get("/k/x").build()).upstreamPath());
    assertEquals("/x", router.match(get("/s/x").build()).upstreamPath());
  }

  @Test
  void withoutTlsServerNamesAloneMatchNothing() {
    CompiledRouter router = router(route("sni").snis("one.test"), route("path").paths("/x"));
    assertEquals("sni", taken(router, get("/y").tls("one.test")));
    assertNull(taken(router, get("/y").tls("two.test")));
    assertNull(taken(router, get("/y").host("one.test")));
    assertEquals("path", taken(router, get("/x").tls("one.test")));
  }

  @Test
  void whatTheFewestRoutesNameIsAskedFirst() {
    RouteSpec mixed = route("mixed").hosts("b.w.test", "*.zz.test").paths("/p");
    RouteSpec regex = route("rx").hosts("*.w.test").paths("~/p.*");
    RouteSpec plain = route("plain").hosts("b.w.test").paths("/");
    // Two name the host, one the path that fits first.
    assertEquals("rx", taken(router(mixed, regex, plain), get("/p/1").host("b.w.test")));
    // One names the host, one the path: the host counts more.
    assertEquals("mixed", taken(router(mixed, regex), get("/p/2").host("b.w.test")));
    assertEquals("rx", taken(router(mixed, regex), get("/p/2").host("c.w.test")));
    assertEquals("plain", taken(router(mixed, regex, plain), get("/q").host("b.w.test")));
  }
}
