package io.quong.dataplane.router;

import com.google.re2j.Matcher;
import com.google.re2j.PatternSyntaxException;
import io.quong.dataplane.http.HeaderName;
import io.quong.dataplane.persistent.RadixMap;
import io.quong.entity.Route;
import io.quong.entity.Service;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Kong's flavour {@code traditional_compatible} over indexes: host, then path, then header values
 * and server names where many routes agree in both. Neither a match nor a change of one route costs
 * more with more routes; regular expressions are run in their order, behind their literal prefix.
 */
public final class CompiledRouter implements Router {
  private static final Set<String> HTTP = Set.of("http", "https", "grpc", "grpcs");

  private final HostIndex index;
  private final RadixMap<List<RoutePiece>> pieces;
  private final RadixMap<Service> services;
  private final RadixMap<String> faults;
  private final int headerLimit;

  private CompiledRouter(
      HostIndex index,
      RadixMap<List<RoutePiece>> pieces,
      RadixMap<Service> services,
      RadixMap<String> faults,
      int headerLimit) {
    this.index = index;
    this.pieces = pieces;
    this.services = services;
    this.faults = faults;
    this.headerLimit = headerLimit;
  }

  /**
   * Without routes.
   *
   * @param headerLimit {@code lua_max_req_headers}: how many header lines of a request are looked
   *     at; 0 for all
   */
  public static CompiledRouter empty(int headerLimit) {
    return new CompiledRouter(
        HostIndex.EMPTY,
        RadixMap.empty(),
        RadixMap.empty(),
        RadixMap.empty(),
        headerLimit == 0 ? Integer.MAX_VALUE : headerLimit);
  }

  /** The router after a change. */
  public CompiledRouter next(RouterChange change) {
    HostIndex nextIndex = index;
    RadixMap<List<RoutePiece>> nextPieces = pieces;
    RadixMap<Service> nextServices = services;
    RadixMap<String> nextFaults = faults;
    for (String id : change.goneServices()) {
      nextServices = nextServices.without(id);
    }
    for (Service service : change.services()) {
      nextServices = nextServices.with(service.id(), service);
    }
    for (String id : change.goneRoutes()) {
      nextIndex = without(nextIndex, nextPieces.get(id));
      nextPieces = nextPieces.without(id);
      nextFaults = nextFaults.without(id);
    }
    for (Route route : change.routes()) {
      nextIndex = without(nextIndex, nextPieces.get(route.id()));
      nextPieces = nextPieces.without(route.id());
      nextFaults = nextFaults.without(route.id());
      if (!serves(route, nextServices)) {
        continue;
      }
      try {
        List<RoutePiece> made = RoutePiece.of(route);
        for (RoutePiece piece : made) {
          nextIndex = nextIndex.with(piece);
        }
        nextPieces = nextPieces.with(route.id(), made);
      } catch (PatternSyntaxException bad) {
        nextFaults = nextFaults.with(route.id(), bad.getMessage());
      }
    }
    return new CompiledRouter(nextIndex, nextPieces, nextServices, nextFaults, headerLimit);
  }

  private static HostIndex without(HostIndex index, List<RoutePiece> gone) {
    HostIndex next = index;
    for (RoutePiece piece : gone == null ? List.<RoutePiece>of() : gone) {
      next = next.without(piece);
    }
    return next;
  }

  private static boolean serves(Route route, RadixMap<Service> services) {
    boolean http = route.protocols() == null || route.protocols().stream().anyMatch(HTTP::contains);
    Service service = route.service() == null ? null : services.get(route.service().id());
    return http && (service == null || !Boolean.FALSE.equals(service.enabled()));
  }

  /** Routes that are left out because an expression does not compile: the reason, by route id. */
  public RadixMap<String> faults() {
    return faults;
  }

  @Override
  public Match match(MatchInput request) {
    String text = ByteText.decode(request.path());
    if (text == null) {
      return null;
    }
    RequestHost host = host(request);
    Search search =
        new Search(request, text, host == null ? request.port() : host.port(), headerLimit);
    index.offerTo(search, host == null ? null : host.name());
    Candidate best = search.best();
    return best == null ? null : match(best.piece(), search);
  }

  /** The Host header counts only among the header lines that are looked at. */
  private RequestHost host(MatchInput request) {
    if (request.host() == null
        || request.host().isEmpty()
        || request.headers().find(HeaderName.HOST, 0) >= headerLimit) {
      return null;
    }
    return RequestHost.parse(request.host(), request.port());
  }

  private Match match(RoutePiece piece, Search search) {
    Route route = piece.route;
    Map<String, String> captures = Map.of();
    int length = piece.prefixes.length == 0 ? 0 : piece.prefixes[0].length();
    Matcher matcher = search.expression();
    if (matcher != null || piece.headers.length > 0) {
      captures = captures(piece, matcher, search);
    }
    if (matcher != null) {
      length = ByteText.encode(matcher.group()).length();
    }
    boolean strips = Boolean.TRUE.equals(route.stripPath());
    return new Match(
        route, service(route), search.path, strips ? length : 0, piece.hasPath(), captures);
  }

  private static Map<String, String> captures(RoutePiece piece, Matcher matcher, Search search) {
    Map<String, String> captures = new HashMap<>(4);
    if (matcher != null) {
      Captures.of(matcher, captures::put);
    }
    for (HeaderCondition header : piece.headers) {
      header.capture(search.headers, search.headerLimit, captures::put);
    }
    return captures.isEmpty() ? Map.of() : captures;
  }

  /** A service that does not speak HTTP is none for an HTTP route. */
  private Service service(Route route) {
    Service service = route.service() == null ? null : services.get(route.service().id());
    return service == null || !HTTP.contains(service.protocol()) ? null : service;
  }
}
