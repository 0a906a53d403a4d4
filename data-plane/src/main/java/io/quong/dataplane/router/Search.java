package io.quong.dataplane.router;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
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
  final boolean tls;
  final String serverName;
  private final String method;
  private final String text;
  private Candidate best;
  private Matcher bestMatcher;

  /**
   * @param text the path as Unicode
   * @param port the one that hosts with a port are compared with
   */
  Search(MatchInput request, String text, int port, int headerLimit) {
    this.method = request.method();
    this.path = request.path();
    this.text = text;
    this.headers = request.headers();
    this.headerLimit = headerLimit;
    this.port = port;
    this.tls = request.tls();
    this.serverName =
        request.serverName() == null ? null : SniCondition.plain(request.serverName());
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
    if (!fitsMethod(piece.methods)) {
      return false;
    }
    if (piece.snis != null && tls && (serverName == null || !piece.snis.fits(serverName))) {
      return false;
    }
    for (HeaderCondition header : piece.headers) {
      if (!header.fits(headers, headerLimit)) {
        return false;
      }
    }
    return fitsExpression(candidate);
  }

  private boolean fitsExpression(Candidate candidate) {
    Pattern pattern = candidate.pattern();
    if (pattern == null) {
      return true;
    }
    Matcher matcher = pattern.matcher(text);
    if (!matcher.lookingAt()) {
      return false;
    }
    bestMatcher = matcher;
    return true;
  }

  private boolean fitsMethod(String[] methods) {
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
  Matcher expression() {
    RoutePiece piece = best.piece();
    if (piece.patterns.length == 1) {
      return bestMatcher;
    }
    for (Pattern pattern : piece.patterns) {
      Matcher matcher = pattern.matcher(text);
      if (matcher.lookingAt()) {
        return matcher;
      }
    }
    return null;
  }
}
