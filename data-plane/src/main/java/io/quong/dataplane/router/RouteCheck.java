package io.quong.dataplane.router;

import com.google.re2j.PatternSyntaxException;
import io.quong.entity.Route;
import io.quong.entity.RouterFlavour;
import io.quong.expression.ExpressionException;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether a route with the classic attributes fits a request, and the first attribute by which it
 * does not. It compiles the route anew: for who asks why, never on the request path.
 */
public final class RouteCheck implements Comparable<RouteCheck> {
  private final RoutePiece piece;
  private final List<String> fitting;
  private final String misfit;

  private RouteCheck(RoutePiece piece, List<String> fitting, String misfit) {
    this.piece = piece;
    this.fitting = fitting;
    this.misfit = misfit;
  }

  /**
   * Of the piece of the route that fits best.
   *
   * @param headerLimit how many header lines are looked at
   * @return null for a route that does not compile
   */
  public static RouteCheck of(Route route, MatchInput request, int headerLimit) {
    RouteCheck best = null;
    try {
      for (RoutePiece piece : RoutePiece.of(route, RouterFlavour.TRADITIONAL_COMPATIBLE)) {
        RouteCheck check = of(piece, request, headerLimit);
        best = best == null || check.compareTo(best) < 0 ? check : best;
      }
    } catch (PatternSyntaxException | ExpressionException unusable) {
      return null;
    }
    return best;
  }

  private static RouteCheck of(RoutePiece piece, MatchInput request, int headerLimit) {
    List<String> fitting = new ArrayList<>();
    String misfit = null;
    for (Attribute attribute : Attribute.values()) {
      if (!attribute.isSet(piece)) {
        continue;
      }
      if (attribute.fits(piece, request, headerLimit)) {
        fitting.add(attribute.field);
      } else if (misfit == null) {
        misfit = attribute.field;
      }
    }
    return new RouteCheck(piece, fitting, misfit);
  }

  /** The first attribute that does not fit, by its field's name; null when all fit. */
  public String misfit() {
    return misfit;
  }

  /** The attributes that fit, by their fields' names. */
  public List<String> fitting() {
    return fitting;
  }

  /** The 64-bit number that routes are ordered by. */
  public long priority() {
    return piece.priority;
  }

  /** Those that fit first, and among equals as the router asks them. */
  @Override
  public int compareTo(RouteCheck other) {
    if ((misfit == null) != (other.misfit == null)) {
      return misfit == null ? -1 : 1;
    }
    int more = misfit == null ? 0 : Integer.compare(other.fitting.size(), fitting.size());
    return more != 0 ? more : piece.compareRank(other.piece);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RouteCheck check && piece.id.equals(check.piece.id);
  }

  @Override
  public int hashCode() {
    return piece.id.hashCode();
  }

  /** What puts this route before the other, which fits as well. */
  public String advantageOver(RouteCheck other) {
    RoutePiece loser = other.piece;
    int mine = RoutePiece.attributes(piece.route);
    int its = RoutePiece.attributes(loser.route);
    if ((mine > 3) != (its > 3)) {
      return "four or more attributes";
    }
    if (piece.plainHosts() != loser.plainHosts()) {
      return "hosts without wildcards";
    }
    if ((piece.patterns.length > 0) != (loser.patterns.length > 0)) {
      return "a regular expression as path";
    }
    if (mine != its) {
      return "more attributes";
    }
    if (piece.headers.length != loser.headers.length) {
      return "more header names";
    }
    if (piece.priority == loser.priority) {
      return "the larger id";
    }
    return piece.patterns.length > 0 ? "regex_priority" : "the longer path";
  }

  /** What a route may ask for, in the order in which it is told. */
  private enum Attribute {
    HOSTS("hosts") {
      @Override
      boolean isSet(RoutePiece piece) {
        return !piece.hosts.isEmpty();
      }

      @Override
      boolean fits(RoutePiece piece, MatchInput request, int headerLimit) {
        if (request.host() == null || request.host().isEmpty()) {
          return false;
        }
        RequestHost host = RequestHost.parse(request.host(), request.port());
        return piece.hosts.stream().anyMatch(pattern -> fits(pattern, host));
      }

      private boolean fits(HostPattern pattern, RequestHost host) {
        boolean name =
            switch (pattern.kind()) {
              case EXACT -> host.name().equals(pattern.text());
              case SUFFIX -> host.name().endsWith(pattern.text());
              case PREFIX -> host.name().startsWith(pattern.text());
            };
        return name && (pattern.port() == HostPattern.ANY_PORT || pattern.port() == host.port());
      }
    },
    PATHS("paths") {
      @Override
      boolean isSet(RoutePiece piece) {
        return piece.hasPath();
      }

      @Override
      boolean fits(RoutePiece piece, MatchInput request, int headerLimit) {
        for (String prefix : piece.prefixes) {
          if (request.path().startsWith(prefix)) {
            return true;
          }
        }
        String text = ByteText.decode(request.path());
        for (PathPattern pattern : piece.patterns) {
          if (text != null && pattern.at(request.path(), text) != null) {
            return true;
          }
        }
        return false;
      }
    },
    METHODS("methods") {
      @Override
      boolean isSet(RoutePiece piece) {
        return piece.methods != null;
      }

      @Override
      boolean fits(RoutePiece piece, MatchInput request, int headerLimit) {
        return List.of(piece.methods).contains(request.method());
      }
    },
    HEADERS("headers") {
      @Override
      boolean isSet(RoutePiece piece) {
        return piece.headers.length > 0;
      }

      @Override
      boolean fits(RoutePiece piece, MatchInput request, int headerLimit) {
        for (HeaderCondition header : piece.headers) {
          if (!header.fits(request.headers(), headerLimit)) {
            return false;
          }
        }
        return true;
      }
    },
    SNIS("snis") {
      @Override
      boolean isSet(RoutePiece piece) {
        return piece.snis != null;
      }

      @Override
      boolean fits(RoutePiece piece, MatchInput request, int headerLimit) {
        return !request.tls()
            || (request.serverName() != null
                && piece.snis.fits(SniCondition.plain(request.serverName())));
      }
    };

    private final String field;

    Attribute(String field) {
      this.field = field;
    }

    abstract boolean isSet(RoutePiece piece);

    abstract boolean fits(RoutePiece piece, MatchInput request, int headerLimit);
  }
}
