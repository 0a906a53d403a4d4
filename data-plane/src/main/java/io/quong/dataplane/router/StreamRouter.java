package io.quong.dataplane.router;

import io.quong.dataplane.persistent.RadixMap;
import io.quong.entity.Route;
import io.quong.entity.RouterFlavour;
import io.quong.entity.Service;
import io.quong.expression.ExpressionException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Picks routes for streams, in the order of the flavour. Unlike Kong it looks at the protocol
 * first: a route for TLS takes no plain connection. Immutable.
 */
public final class StreamRouter {
  private static final Set<String> STREAM = Set.of("tcp", "tls", "udp");

  private final RouterFlavour flavour;
  private final Map<StreamKind, StreamIndex> indexes;
  private final RadixMap<StreamPiece> pieces;
  private final RadixMap<String> faults;
  private final Function<String, Service> services;

  private StreamRouter(
      RouterFlavour flavour,
      Map<StreamKind, StreamIndex> indexes,
      RadixMap<StreamPiece> pieces,
      RadixMap<String> faults,
      Function<String, Service> services) {
    this.flavour = flavour;
    this.faults = faults;
    this.indexes = indexes;
    this.pieces = pieces;
    this.services = services;
  }

  /** Without routes. */
  public static StreamRouter empty(RouterFlavour flavour) {
    Map<StreamKind, StreamIndex> indexes = new EnumMap<>(StreamKind.class);
    for (StreamKind kind : StreamKind.values()) {
      indexes.put(kind, StreamIndex.EMPTY);
    }
    return new StreamRouter(flavour, indexes, RadixMap.empty(), RadixMap.empty(), id -> null);
  }

  /**
   * The router after a change; the part of it that is about HTTP counts for nothing.
   *
   * @param nextServices those of the next configuration, by id
   */
  public StreamRouter next(RouterChange change, Function<String, Service> nextServices) {
    Map<StreamKind, StreamIndex> next = new EnumMap<>(indexes);
    RadixMap<StreamPiece> nextPieces = pieces;
    RadixMap<String> nextFaults = faults;
    for (String id : change.goneRoutes()) {
      remove(nextPieces.get(id), next);
      nextPieces = nextPieces.without(id);
      nextFaults = nextFaults.without(id);
    }
    for (Route route : change.routes()) {
      remove(nextPieces.get(route.id()), next);
      StreamPiece piece = null;
      String fault = null;
      try {
        piece = serves(route, nextServices) ? new StreamPiece(route, flavour) : null;
      } catch (ExpressionException | IllegalArgumentException bad) {
        fault = bad.getMessage();
      }
      nextFaults = nextFaults.put(route.id(), fault);
      nextPieces = nextPieces.put(route.id(), piece);
      if (piece != null) {
        add(piece, next);
      }
    }
    return new StreamRouter(flavour, next, nextPieces, nextFaults, nextServices);
  }

  /** Routes that are left out because an expression does not compile: the reason, by route id. */
  public RadixMap<String> faults() {
    return faults;
  }

  /**
   * How one route fares with a stream, for who asks why.
   *
   * @return null for a route that does not compile, and for one without a protocol of streams
   */
  public StreamCheck check(Route route, StreamInput stream) {
    if (!isStream(route)) {
      return null;
    }
    try {
      return StreamCheck.of(new StreamPiece(route, flavour), flavour, stream);
    } catch (ExpressionException | IllegalArgumentException unusable) {
      return null;
    }
  }

  private static boolean isStream(Route route) {
    for (StreamKind kind : StreamKind.values()) {
      if (kind.serves(route)) {
        return true;
      }
    }
    return false;
  }

  private boolean serves(Route route, Function<String, Service> services) {
    if (!isStream(route) || (route.expression() != null && flavour != RouterFlavour.EXPRESSIONS)) {
      return false;
    }
    Service service = route.service() == null ? null : services.apply(route.service().id());
    return service == null || !Boolean.FALSE.equals(service.enabled());
  }

  private static void remove(StreamPiece piece, Map<StreamKind, StreamIndex> indexes) {
    if (piece != null) {
      indexes.replaceAll(
          (kind, index) ->
              kind.serves(piece.route) ? index.without(piece, kind == StreamKind.TLS) : index);
    }
  }

  private static void add(StreamPiece piece, Map<StreamKind, StreamIndex> indexes) {
    indexes.replaceAll(
        (kind, index) ->
            kind.serves(piece.route) ? index.with(piece, kind == StreamKind.TLS) : index);
  }

  /** The route for a stream, or null when none fits. */
  public StreamMatch match(StreamInput stream) {
    StreamSearch search = new StreamSearch(stream);
    indexes.get(stream.kind()).offerTo(search);
    StreamPiece best = search.best();
    if (best == null) {
      return null;
    }
    Route route = best.route;
    Service service = route.service() == null ? null : services.apply(route.service().id());
    boolean fits = service != null && STREAM.contains(service.protocol());
    return new StreamMatch(route, fits ? service : null);
  }
}
