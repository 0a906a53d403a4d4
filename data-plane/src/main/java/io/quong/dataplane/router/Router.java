package io.quong.dataplane.router;

/** Picks routes. Immutable, and called from every event loop at once. */
public interface Router {
  /** The route for a request, or null when none fits (404). */
  Match match(MatchInput request);
}
