package io.quong.dataplane.router;

import io.quong.dataplane.http.HeaderBlock;
import io.quong.dataplane.persistent.RadixMap;

/**
 * One search through the indexes: what was asked for, and the best candidate so far. The indexes
 * offer what fits by host and path, each list in its order; a list that can't hold a better one any
 * more is left.
 */
final class Search implements RadixMap.PrefixVisitor<PathIndex.Place> {
  final String path;
  final HeaderBlock headers;
  final int headerLimit;
  final int port;

  /** The port that hosts with a wildcard and a port are compared with. */
  final int wildcardPort;

  /** Whether a wildcard stands for at least one character, as in {@code traditional}. */
  final boolean wildcardNeedsText;

  private final int categories;

  final boolean tls;
  final String serverName;
  private final MatchInput request;
  private final RequestHost host;
  private final String method;
  private final String text;
  private TraditionalSets.Set only;
  private Candidate best;
  private PathPattern.Found bestMatch;
  private ConditionMatch bestFound;
  private RequestFacts facts;

  /**
   * @param text the path as Unicode
   * @param host null when it does not count
   */
  Search(MatchInput request, String text, RequestHost host, int headerLimit) {
    this.request = request;
    this.host = host;
    this.method = request.method();
    this.path = request.path();
    this.text = text;
    this.headers = request.headers();
    this.headerLimit = headerLimit;
    this.port = host == null ? request.port() : host.port();
    this.wildcardPort = port;
    this.wildcardNeedsText = false;
    this.categories = TraditionalRank.NO_CATEGORIES;
    this.tls = request.tls();
    this.serverName =
        request.serverName() == null ? null : SniCondition.plain(request.serverName());
  }

  /**
   * For the flavour {@code traditional}, where a Host header without a port has none for plain
   * hosts and the scheme's for wildcards.
   *
   * @param categories those that routes are in, a bit each
   */
  Search(MatchInput request, RequestHost host, int headerLimit, int categories) {
    this.categories = categories;
    this.request = request;
    this.host = host;
    this.method = request.method();
    this.path = request.path();
    this.text = null;
    this.headers = request.headers();
    this.headerLimit = headerLimit;
    this.tls = request.tls();
    boolean given = host != null && host.port() != HostPattern.ANY_PORT;
    this.port = given ? host.port() : HostPattern.ANY_PORT;
    this.wildcardPort = given ? host.port() : tls ? 443 : 80;
    this.wildcardNeedsText = true;
    this.serverName =
        request.serverName() == null ? null : SniCondition.plain(request.serverName());
  }

  /** Lower case, without the port; null when no Host header counts. */
  String hostName() {
    return host == null ? null : host.name();
  }

  String method() {
    return method;
  }

  /** Looks among these alone from now on. */
  Search among(TraditionalSets.Set set) {
    only = set;
    return this;
  }

  Candidate best() {
    return best;
  }

  @Override
  public void visit(PathIndex.Place place, int length) {
    place.expressions().offerTo(this);
    place.prefixes().offerTo(this);
  }

  /** Looks at a candidate; false when those that rank behind it need not be looked at. */
  boolean wantsMoreAfter(Candidate candidate) {
    if (best != null && best.compareRank(candidate) <= 0) {
      return false;
    }
    if (!fits(candidate)) {
      return true;
    }
    best = candidate;
    return false;
  }

  private boolean fits(Candidate candidate) {
    RoutePiece piece = candidate.piece();
    if (only != null && !only.holds(piece)) {
      return false;
    }
    if (!fitsMethod(piece.methods) || !fitsServerName(piece) || !fitsHeaders(piece)) {
      return false;
    }
    if (piece.condition != null && !holds(piece)) {
      return false;
    }
    return fitsExpression(candidate);
  }

  boolean fitsServerName(RoutePiece piece) {
    if (piece.snis == null) {
      return true;
    }
    return tls
        ? serverName != null && piece.snis.fits(serverName)
        : !TraditionalRank.hidden(piece, categories);
  }

  boolean fitsHeaders(RoutePiece piece) {
    for (HeaderCondition header : piece.headers) {
      if (!header.fits(headers, headerLimit)) {
        return false;
      }
    }
    return true;
  }

  /** What {@link HostIndex} finds by its look-ups, for one piece. */
  boolean fitsHost(RoutePiece piece) {
    return piece.hosts.isEmpty() || (host != null && piece.hosts.stream().anyMatch(this::fitsHost));
  }

  private boolean fitsHost(HostPattern pattern) {
    String name = host.name();
    boolean fits =
        switch (pattern.kind()) {
          case EXACT -> name.equals(pattern.text());
          case SUFFIX ->
              name.endsWith(pattern.text())
                  && (name.length() > pattern.text().length() || !wildcardNeedsText);
          case PREFIX -> name.startsWith(pattern.text());
        };
    int asked = pattern.kind() == HostPattern.Kind.EXACT ? port : wildcardPort;
    return fits && (pattern.port() == HostPattern.ANY_PORT || pattern.port() == asked);
  }

  /** What {@link PathIndex} finds by its look-ups, for one piece. */
  boolean fitsPath(RoutePiece piece) {
    for (String prefix : piece.prefixes) {
      if (path.startsWith(prefix)) {
        return true;
      }
    }
    for (PathPattern pattern : piece.patterns) {
      if (pattern.at(path, text) != null) {
        return true;
      }
    }
    return false;
  }

  private boolean holds(RoutePiece piece) {
    ConditionMatch found = new ConditionMatch();
    if (!piece.condition.holds(facts(), found)) {
      return false;
    }
    bestFound = found;
    return true;
  }

  RequestFacts facts() {
    if (facts == null) {
      facts = new RequestFacts(request, text, host, headerLimit);
    }
    return facts;
  }

  /** What the best piece's own expression found. */
  ConditionMatch found() {
    return bestFound;
  }

  private boolean fitsExpression(Candidate candidate) {
    PathPattern pattern = candidate.pattern();
    if (pattern == null) {
      return true;
    }
    PathPattern.Found match = pattern.at(path, text);
    if (match == null) {
      return false;
    }
    bestMatch = match;
    return true;
  }

  boolean fitsMethod(String[] methods) {
    if (methods == null) {
      return true;
    }
    for (String each : methods) {
      if (each.equals(method)) {
        return true;
      }
    }
    return false;
  }

  /** The match of the first of the best piece's expressions that fits; null when it has none. */
  PathPattern.Found expression() {
    RoutePiece piece = best.piece();
    if (piece.patterns.length == 1) {
      return bestMatch;
    }
    for (PathPattern pattern : piece.patterns) {
      PathPattern.Found match = pattern.at(path, text);
      if (match != null) {
        return match;
      }
    }
    return null;
  }
}
