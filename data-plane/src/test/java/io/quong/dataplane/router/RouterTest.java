package io.quong.dataplane.router;

import static io.quong.dataplane.router.RequestSpec.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.quong.entity.Route;
import io.quong.entity.RouterFlavour;
import io.quong.entity.Service;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What makes a route fit. */
final class RouterTest {
  static CompiledRouter router(RouteSpec... routes) {
    return router(List.of(), routes);
  }

  static CompiledRouter router(List<Service> services, RouteSpec... routes) {
    List<Route> built = Arrays.stream(routes).map(RouteSpec::build).toList();
    return CompiledRouter.empty(RouterFlavour.TRADITIONAL_COMPATIBLE, 100)
        .next(new RouterChange(built, List.of(), services, List.of()));
  }

  static String name(Router router, RequestSpec request) {
    Match match = router.match(request.build());
    return match == null ? null : match.route().name();
  }

  static RouteSpec route(String name) {
    return new RouteSpec(name);
  }

  static Service service(String id, String protocol, String path, boolean enabled) {
    return new Service(
        id, 1L, 1L, id, 5, protocol, "h.test", 80, path, 60000, 60000, 60000, null, null, null,
        null, null, enabled);
  }

  @Test
  void aPrefixIsOfBytesNotOfSegments() {
    Router router = router(route("p").paths("/p"));
    assertEquals("p", name(router, get("/pp")));
    assertEquals("p", name(router, get("/p/x?q=/z")));
    assertNull(name(router, get("/P")));
    assertNull(name(router, get("/x/p")));
    assertNull(name(router, get("/?/p")));
  }

  @Test
  void hostsCompareInAnyLetterCaseAndWithAnyPort() {
    Router router = router(route("h").hosts("cs.test"));
    assertEquals("h", name(router, get("/").host("cs.test")));
    assertEquals("h", name(router, get("/").host("CS.Test:1234")));
    assertNull(name(router, get("/").host("cs.test.")));
    assertNull(name(router, get("/").host("cs.test:abc")));
    assertNull(name(router, get("/").host("cs.test:")));
    assertNull(name(router, get("/").host("xcs.test")));
    assertNull(name(router, get("/")));
  }

  @Test
  void wildcardHostsAreSuffixAndPrefix() {
    Router router = router(route("left").hosts("*.x.test"), route("right").hosts("y.*"));
    assertEquals("left", name(router, get("/").host("a.x.test")));
    assertEquals("left", name(router, get("/").host("a.b.x.test")));
    assertEquals("left", name(router, get("/").host(".x.test")));
    assertNull(name(router, get("/").host("x.test")));
    assertEquals("right", name(router, get("/").host("y.")));
    assertEquals("right", name(router, get("/").host("y.a.b:81")));
    assertNull(name(router, get("/").host("y")));
  }

  @Test
  void aHostWithAPortNeedsIt() {
    Router router =
        router(
            route("81").hosts("a.test:81"),
            route("own").hosts("*.v.test:8000"),
            route("w").hosts("*.w.test:8123"));
    assertEquals("81", name(router, get("/").host("a.test:81")));
    assertNull(name(router, get("/").host("a.test")));
    assertNull(name(router, get("/").host("a.test:82")));
    assertEquals("own", name(router, get("/").host("x.v.test")));
    assertEquals("own", name(router, get("/").host("x.v.test:8000")));
    assertNull(name(router, get("/").host("x.v.test:81")));
    assertEquals("w", name(router, get("/").host("x.w.test:8123")));
  }

  @Test
  void anIpv6LiteralIsSplitFromItsPort() {
    Router router = router(route("six").hosts("[::1]"), route("port").hosts("[::2]:8080"));
    assertEquals("six", name(router, get("/").host("[::1]")));
    assertEquals("six", name(router, get("/").host("[::1]:80")));
    assertEquals("port", name(router, get("/").host("[::2]:8080")));
    assertNull(name(router, get("/").host("[::2]:81")));
  }

  @Test
  void methodsAreExact() {
    Router router = router(route("get").methods("GET", "PUT"));
    assertEquals("get", name(router, get("/")));
    assertEquals("get", name(router, new RequestSpec("PUT", "/")));
    assertNull(name(router, new RequestSpec("HEAD", "/")));
    assertNull(name(router, new RequestSpec("get", "/")));
  }

  @Test
  void headerValuesCompareInAnyLetterCaseAndLineByLine() {
    Router router = router(route("v").header("X-Version", "v1", "GoLD"));
    assertEquals("v", name(router, get("/").header("x-version", "V1")));
    assertEquals("v", name(router, get("/").header("X-Version", "z").header("X-Version", "gold")));
    assertNull(name(router, get("/").header("X-Version", "v1, gold")));
    assertNull(name(router, get("/").header("X-Version", "golden")));
    assertNull(name(router, get("/")));
  }

  @Test
  void everyHeaderNameMustFit() {
    Router router = router(route("two").header("X-A", "1").header("X-B", "2"));
    assertEquals("two", name(router, get("/").header("X-B", "2").header("X-A", "1")));
    assertNull(name(router, get("/").header("X-A", "1")));
  }

  @Test
  void aHeaderNameIsAllDashesOrAllUnderscores() {
    Router router = router(route("t").header("x-my-tag", "1"));
    assertEquals("t", name(router, get("/").header("x_my_tag", "1")));
    assertEquals("t", name(router, get("/").header("X-MY-TAG", "1")));
    assertNull(name(router, get("/").header("x-my_tag", "1")));
    assertNull(name(router, get("/").header("X-My-Tag", "1").header("x_my_tag", "2")));
  }

  @Test
  void aHeaderExpressionIsSearchedForAndTakesAnAbsentHeaderAsEmpty() {
    Router router =
        router(
            route("re").paths("/re").header("X-Re", "lit", "~*^Ab[A-C]+$"),
            route("none").paths("/none").header("X-E", "~*^$"),
            route("ua").paths("/ua").header("User-Agent", "~*(firefox|chrome)/[0-9]+"));
    assertEquals("re", name(router, get("/re").header("X-Re", "ABC")));
    assertEquals("re", name(router, get("/re").header("X-Re", "LIT")));
    assertNull(name(router, get("/re").header("X-Re", "AbCx")));
    assertEquals("none", name(router, get("/none")));
    assertEquals("none", name(router, get("/none").header("X-E", "")));
    assertNull(name(router, get("/none").header("X-E", "x")));
    assertEquals("ua", name(router, get("/ua").header("User-Agent", "Mozilla/5.0 Firefox/120")));
  }

  @Test
  void headersBehindTheHundredthLineAreNotSeen() {
    Router router = router(route("h").header("x-a", "1"), route("n").hosts("a.test"));
    RequestSpec late = get("/");
    for (int i = 0; i < 100; i++) {
      late.header("x-filler", "" + i);
    }
    assertNull(name(router, late.header("x-a", "1").host("a.test")));
    RequestSpec inTime = get("/");
    for (int i = 0; i < 99; i++) {
      inTime.header("x-filler", "" + i);
    }
    assertEquals("h", name(router, inTime.header("x-a", "1")));
  }

  @Test
  void snisCountOnTlsOnly() {
    Router router =
        router(
            route("sni").paths("/p").snis("one.test.", "*.w.test", "v.*"),
            route("other").paths("/q").snis("two.test"));
    assertEquals("sni", name(router, get("/p")));
    assertEquals("sni", name(router, get("/p").tls("one.test")));
    assertEquals("sni", name(router, get("/p").tls("a.b.w.test")));
    assertEquals("sni", name(router, get("/p").tls("v.x")));
    assertNull(name(router, get("/p").tls("w.test")));
    assertNull(name(router, get("/p").tls(null)));
    assertNull(name(router, get("/q").tls("one.test")));
  }

  @Test
  void protocolsHaveNoPartInMatching() {
    Router router = router(route("plain").paths("/p").protocols("http"));
    assertEquals("plain", name(router, get("/p").tls("any.test")));
    Router streams = router(route("tcp").protocols("tcp", "tls").snis("a.test"));
    assertNull(name(streams, get("/")));
  }

  @Test
  void emptyCollectionsMeanAny() {
    Router router = router(route("p").paths("/p").methods().hosts().snis());
    assertEquals("p", name(router, get("/p").tls("x.test")));
  }

  @Test
  void aPathThatIsNoUtf8MatchesNothing() {
    Router router = router(route("root").paths("/"));
    assertNull(name(router, get("/p/%ff%fe")));
    assertEquals("root", name(router, get("/p/%c3%a9")));
  }

  @Test
  void pathsBeyondAsciiMatchByTheirUtf8Bytes() {
    Router router = router(route("c").paths("/café"), route("space").paths("/sp ce"));
    assertEquals("c", name(router, get("/caf%C3%A9/y")));
    assertEquals("c", name(router, get("/caf\u00c3\u00a9")));
    assertNull(name(router, get("/cafe")));
    assertEquals("space", name(router, get("/sp%20ce/x")));
  }

  @Test
  void regularExpressionsAreTiedToTheStartAndOpenAtTheEnd() {
    Router router =
        router(
            route("open").paths("~/v[0-9]+"),
            route("closed").paths("~/end/[a-z]+$"),
            route("either").paths("~/aa|/bb"),
            route("any").paths("~/(?i)bar"),
            route("escaped").paths("~/%65x"));
    assertEquals("open", name(router, get("/v12/x")));
    assertNull(name(router, get("/x/v1")));
    assertEquals("closed", name(router, get("/end/abc?x=1")));
    assertNull(name(router, get("/end/abc/")));
    assertEquals("either", name(router, get("/bb/x")));
    assertNull(name(router, get("/zz/bb")));
    assertEquals("any", name(router, get("/BAR/x")));
    assertNull(name(router, get("/%65x")));
  }

  @Test
  void classesOfRustAreUnicode() {
    Router router =
        router(
            route("w").paths("~/w/\\w+$"),
            route("in").paths("~/in/[\\w-]+$"),
            route("s").paths("~/s/\\S+\\s\\S+$"),
            route("u").paths("~/u/\\u00e9$"));
    assertEquals("w", name(router, get("/w/caf%C3%A9")));
    assertEquals("in", name(router, get("/in/caf%C3%A9-x")));
    assertEquals("s", name(router, get("/s/a%20b")));
    assertEquals("u", name(router, get("/u/%c3%a9")));
    assertNull(name(router, get("/w/a-b")));
  }

  @Test
  void anExpressionThatDoesNotCompileLeavesItsRouteOutAndSaysSo() {
    RouteSpec bad = route("bad").paths("~/a(?=b)");
    CompiledRouter router = router(bad, route("good").paths("/"));
    assertEquals("good", name(router, get("/ab")));
    assertEquals(1, router.faults().size());
    assertEquals(
        "error parsing regexp: invalid or unsupported Perl syntax: `(?=`",
        router.faults().get(bad.build().id()));
    Route mended = bad.paths("~/ab").build();
    CompiledRouter next =
        router.next(new RouterChange(List.of(mended), List.of(), List.of(), List.of()));
    assertEquals("bad", name(next, get("/ab")));
    assertEquals(0, next.faults().size());
  }

  @Test
  void capturesByNumberAndNameWithoutThoseThatTookNoPart() {
    Router router =
        router(
            route("u").paths("~/u/(?<name>[a-z ]+)(?:/(?<n>\\d+))?$"),
            route("none").paths("/p", "~/r/\\d+"),
            route("h").paths("/h").header("x-v", "~*^v(?P<major>\\d+)"));
    assertEquals(
        Map.of("0", "/u/ann/12", "1", "ann", "2", "12", "name", "ann", "n", "12"),
        router.match(get("/u/ann/12").build()).captures());
    assertEquals(
        Map.of("0", "/u/john doe", "1", "john doe", "name", "john doe"),
        router.match(get("/u/%6aohn%20doe").build()).captures());
    assertEquals(Map.of(), router.match(get("/r/12").build()).captures());
    assertEquals(Map.of(), router.match(get("/p").build()).captures());
    assertEquals(
        Map.of("0", "v12", "1", "12", "major", "12"),
        router.match(get("/h").header("X-V", "V12").build()).captures());
  }

  @Test
  void aDisabledServiceTakesItsRoutesOut() {
    Router router =
        router(
            List.of(service("off", "http", null, false), service("on", "http", null, true)),
            route("long").paths("/d/long").service("off"),
            route("short").paths("/d").service("on"));
    assertEquals("short", name(router, get("/d/long/x")));
  }

  @Test
  void aServiceThatDoesNotSpeakHttpIsNone() {
    Router router =
        router(
            List.of(service("tcp", "tcp", null, true), service("grpc", "grpc", null, true)),
            route("t").paths("/t").service("tcp"),
            route("g").paths("/g").service("grpc"),
            route("n").paths("/n"));
    assertNull(router.match(get("/t").build()).service());
    assertEquals("grpc", router.match(get("/g").build()).service().id());
    assertNull(router.match(get("/n").build()).service());
  }

  @Test
  void eachPathStripsItself() {
    Router router =
        router(
            route("s").paths("/a", "/a/b", "~/x/\\d+"),
            route("keep").paths("/keep").keep(),
            route("root").paths("/").hosts("root.test"));
    assertEquals("/a/b", router.match(get("/a/b/x").build()).strippedPrefix());
    assertEquals("/a", router.match(get("/a/x").build()).strippedPrefix());
    assertEquals("/x/12", router.match(get("/x/12/y").build()).strippedPrefix());
    assertNull(router.match(get("/keep/x").build()).strippedPrefix());
    assertNull(router.match(get("/q").host("root.test").build()).strippedPrefix());
  }
}
