package io.quong.dataplane.router;

import static io.quong.dataplane.router.RequestSpec.get;
import static io.quong.dataplane.router.RouterTest.route;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.quong.entity.Route;
import io.quong.entity.RouterFlavour;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Why a route lost, in each flavour. */
class RouteCheckTest {
  private static RouteCheck check(RouterFlavour flavour, RouteSpec spec, RequestSpec request) {
    Route route = spec.build();
    CompiledRouter router =
        CompiledRouter.empty(flavour, 100)
            .next(new RouterChange(List.of(route), List.of(), List.of(), List.of()));
    return router.check(route, request.build());
  }

  private static RouteCheck compatible(RouteSpec spec, RequestSpec request) {
    return check(RouterFlavour.TRADITIONAL_COMPATIBLE, spec, request);
  }

  private static RouteCheck traditional(RouteSpec spec, RequestSpec request) {
    return check(RouterFlavour.TRADITIONAL, spec, request);
  }

  private static RouteCheck expression(String text, RequestSpec request) {
    return check(RouterFlavour.EXPRESSIONS, route("e").expression(text, 7), request);
  }

  @Test
  void theFirstAttributeThatDoesNotFitIsTold() {
    RouteSpec all = route("r").hosts("a.test").paths("/a").methods("GET").header("x", "1");
    assertNull(compatible(all, get("/a").host("a.test").header("x", "1")).misfit());
    assertEquals("headers", compatible(all, get("/a").host("a.test")).misfit());
    assertEquals("hosts", compatible(all, get("/b").host("b.test")).misfit());
    assertEquals(List.of("hosts", "methods"), compatible(all, get("/b").host("a.test")).fitting());
    assertEquals("paths", compatible(all, get("/b").host("a.test")).misfit());
  }

  @Test
  void traditionalIsCheckedByItsOwnRules() {
    // A header that is not there is the empty text for the other flavours only.
    RouteSpec empty = route("r").paths("/").header("x", "~*^$");
    assertNull(compatible(empty, get("/")).misfit());
    assertEquals("headers", traditional(empty, get("/")).misfit());
    RouteSpec port = route("r").hosts("a.test:8000");
    assertNull(compatible(port, get("/").host("a.test")).misfit());
    assertEquals("hosts", traditional(port, get("/").host("a.test")).misfit());
    assertNull(traditional(port, get("/").host("a.test:8000")).misfit());
    assertEquals("snis", traditional(route("r").snis("a.test"), get("/")).misfit());
    assertNull(compatible(route("r").snis("a.test"), get("/")).misfit());
    assertNull(traditional(port, get("/").host("a.test")).priority());
  }

  @Test
  void ofAnExpressionThePartThatFailsIsTold() {
    RouteCheck fits = expression("http.path ^= \"/a\" && http.method == \"GET\"", get("/a"));
    assertNull(fits.misfit());
    assertEquals(List.of("expression"), fits.fitting());
    assertEquals("7", fits.priority());
    RouteCheck method = expression("http.path ^= \"/a\" && http.method == \"PUT\"", get("/a"));
    assertEquals("http.method", method.misfit());
    assertEquals("http.method == \"PUT\" does not hold", method.because());
    RouteCheck either =
        expression(
            "(lower(http.path) == \"/x\" || net.src.ip in 10.0.0.0/8) && net.dst.port > 1",
            get("/a"));
    assertEquals("http.path", either.misfit());
    assertEquals(
        "lower(http.path) == \"/x\" || net.src.ip in 10.0.0.0/8 does not hold", either.because());
    RouteCheck not = expression("!(any(http.headers.a) ~ r#\"\\d\"#)", get("/").header("a", "1"));
    assertEquals("!(any(http.headers.a) ~ \"\\\\d\") does not hold", not.because());
    RouteCheck protocol =
        check(
            RouterFlavour.EXPRESSIONS,
            route("e").expression("http.path ^= \"/\"", 0).protocols("https", "grpcs"),
            get("/"));
    assertEquals("net.protocol", protocol.misfit());
  }

  @Test
  void whatPutsOneRouteBeforeTheOtherIsToldByTheFlavoursRules() {
    RouteSpec longer = route("l").paths("/a/b");
    RouteSpec shorter = route("s").paths("/a");
    RequestSpec asked = get("/a/b").host("a.test");
    assertEquals(
        "the longer path", compatible(longer, asked).advantageOver(compatible(shorter, asked)));
    assertEquals(
        "the longer path", traditional(longer, asked).advantageOver(traditional(shorter, asked)));
    RouteSpec host = route("h").hosts("a.test");
    assertEquals(
        "attributes that count more: hosts, headers, paths, methods, snis in this order",
        traditional(host, asked).advantageOver(traditional(shorter, asked)));
    RouteSpec old = route("o").paths("/a").createdAt(1);
    RouteSpec young = route("y").paths("/a").createdAt(2);
    assertEquals(
        "the earlier created_at", traditional(old, asked).advantageOver(traditional(young, asked)));
    assertEquals(
        "the higher priority",
        expression("http.path ^= \"/a\"", asked)
            .advantageOver(
                check(
                    RouterFlavour.EXPRESSIONS,
                    route("x").expression("http.path ^= \"/\"", 1),
                    asked)));
    assertEquals(
        "an expression, which comes before all routes without one",
        expression("http.path ^= \"/a\"", asked)
            .advantageOver(check(RouterFlavour.EXPRESSIONS, longer, asked)));
  }
}
