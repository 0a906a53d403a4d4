package io.quong.dataplane.router;

import static io.quong.dataplane.router.RequestSpec.get;
import static io.quong.dataplane.router.RouterTest.route;
import static io.quong.dataplane.router.RouterTest.router;
import static io.quong.dataplane.router.RouterTest.service;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What the upstream is asked for. */
final class MatchTest {
  /** Service path, route path ({@code -} for none), request, result without and with strip_path. */
  private static final String TABLE =
      """
      - - / / /
      - - /r /r /r
      - - /r/ /r/ /r/
      - - /r/x /r/x /r/x
      - / / / /
      - / /r /r /r
      - / /r/ /r/ /r/
      - / /rx /rx /rx
      - / /r/x /r/x /r/x
      - /r /r /r /
      - /r /r/ /r/ /
      - /r /rx /rx /x
      - /r /r/x /r/x /x
      - /r /r./x /r./x /x
      - /r /r../x /r../x /x
      - /r/ /r/ /r/ /
      - /r/ /r/x /r/x /x
      /s - / /s /s
      /s - /r /s/r /s/r
      /s - /r/ /s/r/ /s/r/
      /s - /r/x /s/r/x /s/r/x
      /s / / /s /s
      /s / /r /s/r /s/r
      /s / /r/ /s/r/ /s/r/
      /s / /rx /s/rx /s/rx
      /s / /r/x /s/r/x /s/r/x
      /s /r /r /s/r /s
      /s /r /r/ /s/r/ /s/
      /s /r /rx /s/rx /s/x
      /s /r /r/x /s/r/x /s/x
      /s /r /r./x /s/r./x /s/x
      /s /r /r../x /s/r../x /s/x
      /s /r/ /r/ /s/r/ /s/
      /s /r/ /r/x /s/r/x /s/x
      /s/ - / /s/ /s/
      /s/ - /r /s/r /s/r
      /s/ - /r/ /s/r/ /s/r/
      /s/ - /r/x /s/r/x /s/r/x
      /s/ / / /s/ /s/
      /s/ / /r /s/r /s/r
      /s/ / /r/ /s/r/ /s/r/
      /s/ / /rx /s/rx /s/rx
      /s/ / /r/x /s/r/x /s/r/x
      /s/ /r /r /s/r /s
      /s/ /r /r/ /s/r/ /s/
      /s/ /r /rx /s/rx /s/x
      /s/ /r /r/x /s/r/x /s/x
      /s/ /r /r./x /s/r./x /s/x
      /s/ /r /r../x /s/r../x /s/x
      /s/ /r/ /r/ /s/r/ /s/
      /s/ /r/ /r/x /s/r/x /s/x
      """;

  @Test
  void upstreamPathsAreThoseOfKongsTable() {
    StringBuilder results = new StringBuilder();
    for (String row : TABLE.lines().toList()) {
      String[] cells = row.split(" ");
      String input = cells[0] + " " + cells[1] + " " + cells[2];
      results.append(input).append(' ').append(upstream(cells, false));
      results.append(' ').append(upstream(cells, true)).append('\n');
    }
    assertEquals(TABLE, results.toString());
    assertEquals(51, TABLE.lines().count());
  }

  private static String upstream(String[] cells, boolean strip) {
    RouteSpec route = route("r").service("s");
    if (!cells[1].equals("-")) {
      route.paths(cells[1]);
    } else {
      route.hosts("a.test");
    }
    Router router =
        router(
            List.of(service("s", "http", cells[0].equals("-") ? null : cells[0], true)),
            strip ? route : route.keep());
    return router.match(get(cells[2]).host("a.test").build()).upstreamPath();
  }

  private static String stripped(String routePath, String request) {
    return router(route("r").paths(routePath)).match(get(request).build()).upstreamPath();
  }

  @Test
  void anExpressionStripsWhatItFits() {
    assertEquals("/a", stripped("~/one/\\d+", "/one/12/a"));
    assertEquals("/a", stripped("~/one/\\d+", "/one/12a"));
    assertEquals("/", stripped("~/two/.*", "/two/a/b"));
    assertEquals("/y", stripped("~/three/[^/]+/x", "/three/a/xy"));
    assertEquals("/Cart", stripped("~/(?i)shop", "/SHOP/Cart"));
    assertEquals("/y", stripped("~/é/\\w+", "/%C3%A9/x%C3%A9/y"));
  }

  @Test
  void whatGoesUpIsEscapedOnce() {
    assertEquals("/%0A%7F", stripped("/p", "/p/%0a%7f"));
    assertEquals("/%25A", stripped("/p", "/p/%25%41"));
    assertEquals("/%7B%7C%7D%22%3C%3E%5E%60%5C", stripped("/p", "/p/{|}\"<>^`\\"));
    assertEquals("/a+b%2Bc;d=1,2@x:y!$&'()*", stripped("/p", "/p/a+b%2Bc;d=1,2@x:y!$&'()*"));
    assertEquals("/a#frag", stripped("/p", "/p/a#frag?x"));
    assertEquals("/x", stripped("/p", "/p%2E/x"));
    assertEquals("/x", stripped("/p", "/p%2e%2E/x"));
  }

  @Test
  void theServicesPathIsSentAsStored() {
    Router router =
        router(
            List.of(service("s", "http", "/%7Eme/%2F", true)), route("r").paths("/r").service("s"));
    assertEquals("/%7Eme/%2F/x", router.match(get("/r/x").build()).upstreamPath());
  }

  @Test
  void theTargetIsSlicedAndItsQueryKept() {
    Target target = Target.parse("/a/../b%41?x=%zz&?&");
    assertEquals("/a/../b%41?x=%zz&?&", target.raw());
    assertEquals("/a/../b%41", target.rawPath());
    assertEquals("/bA", target.path());
    assertEquals("x=%zz&?&", target.rawQuery());
    assertEquals("", Target.parse("/p?").rawQuery());
    assertEquals(null, Target.parse("/p").rawQuery());
    assertEquals(null, Target.parse("/p/%zz"));
  }
}
