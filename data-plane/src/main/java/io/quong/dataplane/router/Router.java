package io.quong.dataplane.router;

import io.quong.entity.Route;
import io.quong.entity.RouterFlavour;

/** Picks routes. Immutable, and called from every event loop at once. */
public interface Router {
  /** The route for a request, or null when none fits (404). */
  Match match(MatchInput request);

  /** By whose rules it picks. */
  RouterFlavour flavour();

  /**
   * How one route fares with a request, for who asks why. Takes longer than {@link #match}.
   *
   * @return null for a route that does not compile, and so is left out
   */
  RouteCheck check(Route route, MatchInput request);
}
