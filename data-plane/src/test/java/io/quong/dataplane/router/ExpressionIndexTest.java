package io.quong.dataplane.router;

import static io.quong.dataplane.router.RequestSpec.get;
import static io.quong.dataplane.router.RouterTest.name;
import static io.quong.dataplane.router.RouterTest.route;
import static io.quong.dataplane.router.RouterTest.router;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many routes whose regular expressions begin alike. */
final class ExpressionIndexTest {
  private static final int MANY = 300;

  private static CompiledRouter many() {
    RouteSpec[] routes =
        IntStream.range(0, MANY)
            .mapToObj(i -> route("r" + i).paths("~/api/[^/]+/item-" + i + "/é$"))
            .toArray(RouteSpec[]::new);
    return router(routes);
  }

  @Test
  void eachIsFoundByTheTextItCannotDoWithout() {
    Router router = many();
    for (int i = 0; i < MANY; i++) {
      assertEquals("r" + i, name(router, get("/api/x/item-" + i + "/%C3%A9")));
    }
    assertNull(name(router, get("/api/x/item-1/")));
    assertNull(name(router, get("/api/item-1/%C3%A9")));
  }

  @Test
  void aPathThatRepeatsATextRunsItsExpressionsOnce() {
    RouteSpec[] routes =
        IntStream.range(0, 40)
            .mapToObj(i -> route("s" + i).paths("~/.*/x[a-z]*\\d$"))
            .toArray(RouteSpec[]::new);
    Router router = router(routes);
    assertTimeout(
        Duration.ofSeconds(20), () -> assertNull(name(router, get("/q" + "/xa".repeat(2500)))));
  }
}
