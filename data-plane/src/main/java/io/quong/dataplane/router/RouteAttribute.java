package io.quong.dataplane.router;

import io.quong.entity.Route;
import io.quong.expression.Expression;
import io.quong.expression.ExpressionException;
import java.util.Collection;

/** What a route without an expression may ask for, in the order in which it is told. */
enum RouteAttribute {
  HOSTS("hosts") {
    @Override
    boolean isSet(RoutePiece piece) {
      return !piece.hosts.isEmpty();
    }

    @Override
    boolean fits(RoutePiece piece, Search search) {
      return search.fitsHost(piece);
    }
  },
  PATHS("paths") {
    @Override
    boolean isSet(RoutePiece piece) {
      return piece.hasPath();
    }

    @Override
    boolean fits(RoutePiece piece, Search search) {
      return search.fitsPath(piece);
    }
  },
  METHODS("methods") {
    @Override
    boolean isSet(RoutePiece piece) {
      return piece.methods != null;
    }

    @Override
    boolean fits(RoutePiece piece, Search search) {
      return search.fitsMethod(piece.methods);
    }
  },
  HEADERS("headers") {
    @Override
    boolean isSet(RoutePiece piece) {
      return piece.headers.length > 0;
    }

    @Override
    boolean fits(RoutePiece piece, Search search) {
      return search.fitsHeaders(piece);
    }
  },
  SNIS("snis") {
    @Override
    boolean isSet(RoutePiece piece) {
      return piece.snis != null;
    }

    @Override
    boolean fits(RoutePiece piece, Search search) {
      return search.fitsServerName(piece);
    }
  },
  SOURCES("sources") {
    @Override
    boolean isSet(RoutePiece piece) {
      return piece.condition != null && some(piece.route.sources());
    }

    @Override
    boolean fits(RoutePiece piece, Search search) throws ExpressionException {
      return holds(RouteConditions.sources(piece.route), search);
    }
  },
  DESTINATIONS("destinations") {
    @Override
    boolean isSet(RoutePiece piece) {
      return piece.condition != null && some(piece.route.destinations());
    }

    @Override
    boolean fits(RoutePiece piece, Search search) throws ExpressionException {
      return holds(RouteConditions.destinations(piece.route), search);
    }
  },
  PROTOCOLS("protocols") {
    @Override
    boolean isSet(RoutePiece piece) {
      return piece.condition != null && RouteConditions.protocols(piece.route) != null;
    }

    @Override
    boolean fits(RoutePiece piece, Search search) {
      return holds(RouteConditions.protocols(piece.route), search);
    }
  };

  /** The name of the route's field. */
  final String field;

  RouteAttribute(String field) {
    this.field = field;
  }

  /** Whether a request has to fit it, in the flavour that the piece was made for. */
  abstract boolean isSet(RoutePiece piece);

  abstract boolean fits(RoutePiece piece, Search search) throws ExpressionException;

  private static boolean some(Collection<Route.Address> addresses) {
    return addresses != null && !addresses.isEmpty();
  }

  private static boolean holds(Expression asked, Search search) {
    return ConditionCompiler.of(asked).holds(search.facts(), new ConditionMatch());
  }
}
