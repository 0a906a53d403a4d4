package io.quong.dataplane.router;

import com.google.re2j.PatternSyntaxException;
import io.quong.dataplane.http.HeaderName;
import io.quong.dataplane.persistent.RadixMap;
import io.quong.entity.Route;
import io.quong.entity.RouterFlavour;
import io.quong.entity.Service;
import io.quong.expression.ExpressionException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Kong's flavours {@code traditional_compatible} and {@code expressions} over indexes: host, then
 * path, then header values and server names where many routes agree in both. Neither a match nor a
 * change of one route costs more with more routes; regular expressions are run in their order,
 * behind their literal prefix.
 */
public final class CompiledRouter implements Router {
  private static final Set<String> HTTP = Set.of("http", "https", "grpc", "grpcs");

  private final RouterFlavour flavour;
  private final HostIndex index;
  private final RadixMap<List<RoutePiece>> pieces;
  private final RadixMap<Service> services;
  private final RadixMap<String> faults;
  private final int headerLimit;

  /** How many pieces of each category of {@link TraditionalRank} there are. */
  private final int[] categories;

  /** Empty in the other flavours. */
  private final TraditionalSets sets;

  private CompiledRouter(
      RouterFlavour flavour,
      HostIndex index,
      RadixMap<List<RoutePiece>> pieces,
      RadixMap<Service> services,
      RadixMap<String> faults,
      int headerLimit,
      int[] categories,
      TraditionalSets sets) {
    this.categories = categories;
    this.sets = sets;
    this.flavour = flavour;
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
  public static CompiledRouter empty(RouterFlavour flavour, int headerLimit) {
    return new CompiledRouter(
        flavour,
        HostIndex.EMPTY,
        RadixMap.empty(),
        RadixMap.empty(),
        RadixMap.empty(),
        headerLimit == 0 ? Integer.MAX_VALUE : headerLimit,
        new int[TraditionalRank.CATEGORIES],
        TraditionalSets.EMPTY);
  }

  /** The router after a change. */
  public CompiledRouter next(RouterChange change) {
    HostIndex nextIndex = index;
    RadixMap<List<RoutePiece>> nextPieces = pieces;
    RadixMap<Service> nextServices = services;
    RadixMap<String> nextFaults = faults;
    int[] nextCategories = categories.clone();
    TraditionalSets nextSets = sets;
    for (String id : change.goneServices()) {
      nextServices = nextServices.without(id);
    }
    for (Service service : change.services()) {
      nextServices = nextServices.with(service.id(), service);
    }
    for (String id : change.goneRoutes()) {
      nextSets = sets(nextSets, nextPieces.get(id), false);
      count(nextPieces.get(id), -1, nextCategories);
      nextIndex = without(nextIndex, nextPieces.get(id));
      nextPieces = nextPieces.without(id);
      nextFaults = nextFaults.without(id);
    }
    for (Route route : change.routes()) {
      nextSets = sets(nextSets, nextPieces.get(route.id()), false);
      count(nextPieces.get(route.id()), -1, nextCategories);
      nextIndex = without(nextIndex, nextPieces.get(route.id()));
      nextPieces = nextPieces.without(route.id());
      nextFaults = nextFaults.without(route.id());
      if (!serves(route, nextServices)) {
        continue;
      }
      try {
        List<RoutePiece> made = RoutePiece.of(route, flavour);
        for (RoutePiece piece : made) {
          nextIndex = nextIndex.with(piece);
        }
        nextPieces = nextPieces.with(route.id(), made);
        count(made, 1, nextCategories);
        nextSets = sets(nextSets, made, true);
      } catch (PatternSyntaxException | ExpressionException | IllegalArgumentException bad) {
        nextFaults = nextFaults.with(route.id(), bad.getMessage());
      }
    }
    return new CompiledRouter(
        flavour,
        nextIndex,
        nextPieces,
        nextServices,
        nextFaults,
        headerLimit,
        nextCategories,
        nextSets);
  }

  private TraditionalSets sets(TraditionalSets from, List<RoutePiece> pieces, boolean there) {
    TraditionalSets next = from;
    if (flavour == RouterFlavour.TRADITIONAL && pieces != null) {
      for (RoutePiece piece : pieces) {
        next = there ? next.with(piece) : next.without(piece);
      }
    }
    return next;
  }

  private static void count(List<RoutePiece> pieces, int one, int[] categories) {
    for (RoutePiece piece : pieces == null ? List.<RoutePiece>of() : pieces) {
      categories[TraditionalRank.category(piece)] += one;
    }
  }

  private static HostIndex without(HostIndex index, List<RoutePiece> gone) {
    HostIndex next = index;
    for (RoutePiece piece : gone == null ? List.<RoutePiece>of() : gone) {
      next = next.without(piece);
    }
    return next;
  }

  private static boolean isHttp(Route route) {
    return route.protocols() == null || route.protocols().stream().anyMatch(HTTP::contains);
  }

  private static boolean serves(Route route, RadixMap<Service> services) {
    Service service = route.service() == null ? null : services.get(route.service().id());
    return isHttp(route) && (service == null || !Boolean.FALSE.equals(service.enabled()));
  }

  /** Routes that are left out because an expression does not compile: the reason, by route id. */
  public RadixMap<String> faults() {
    return faults;
  }

  @Override
  public Match match(MatchInput request) {
    Search search = search(request);
    if (search == null) {
      return null;
    }
    index.offerTo(search, search.hostName());
    if (search.best() == null) {
      return null;
    }
    Search decided = flavour == RouterFlavour.TRADITIONAL ? preferred(search, request) : search;
    return match(decided.best().piece(), decided);
  }

  /** A search that found what its category asks first; the same when that finds nothing. */
  private Search preferred(Search found, MatchInput request) {
    int category = TraditionalRank.category(found.best().piece());
    TraditionalSets.Set first = sets.first(category, found, search(request));
    if (first == null || first.holds(found.best().piece())) {
      return found;
    }
    Search among = search(request).among(first);
    index.offerTo(among, among.hostName());
    return among.best() == null ? found : among;
  }

  @Override
  public RouterFlavour flavour() {
    return flavour;
  }

  @Override
  public RouteCheck check(Route route, MatchInput request) {
    try {
      return RouteCheck.of(route, flavour, search(request));
    } catch (PatternSyntaxException | ExpressionException | IllegalArgumentException unusable) {
      return null;
    }
  }

  /** How a piece of a route fares alone. */
  RouteCheck check(RoutePiece piece, MatchInput request) throws ExpressionException {
    return RouteCheck.ofPiece(piece, flavour, search(request));
  }

  /** Null when nothing can fit: expressions over Unicode fit no path that is none. */
  private Search search(MatchInput request) {
    if (flavour == RouterFlavour.TRADITIONAL) {
      return new Search(request, host(request, HostPattern.ANY_PORT), headerLimit, categories());
    }
    String text = ByteText.decode(request.path());
    return text == null
        ? null
        : new Search(request, text, host(request, request.port()), headerLimit);
  }

  private int categories() {
    int present = 0;
    for (int i = 0; i < categories.length; i++) {
      present |= categories[i] > 0 ? 1 << i : 0;
    }
    return present;
  }

  /** The Host header counts only among the header lines that are looked at. */
  private RequestHost host(MatchInput request, int otherwise) {
    if (request.host() == null
        || request.host().isEmpty()
        || request.headers().find(HeaderName.HOST, 0) >= headerLimit) {
      return null;
    }
    return RequestHost.parse(request.host(), otherwise);
  }

  private Match match(RoutePiece piece, Search search) {
    Route route = piece.route;
    if (piece.ownExpression) {
      return ofExpression(route, search);
    }
    Map<String, String> captures = Map.of();
    int length = piece.prefixes.length == 0 ? 0 : piece.prefixes[0].length();
    PathPattern.Found matcher = search.expression();
    if (matcher != null || piece.headers.length > 0) {
      captures = captures(piece, matcher, search);
    }
    if (matcher != null) {
      length = matcher.length();
    }
    boolean strips = Boolean.TRUE.equals(route.stripPath());
    return new Match(
        route,
        service(route),
        search.path,
        strips ? length : 0,
        piece.hasPath(),
        flavour == RouterFlavour.TRADITIONAL,
        captures);
  }

  private Match ofExpression(Route route, Search search) {
    ConditionMatch found = search.found();
    boolean byPath = found.pathLength() != ConditionMatch.NOTHING;
    int length = byPath && Boolean.TRUE.equals(route.stripPath()) ? found.pathLength() : 0;
    return new Match(route, service(route), search.path, length, byPath, false, found.captures());
  }

  private static Map<String, String> captures(
      RoutePiece piece, PathPattern.Found matcher, Search search) {
    Map<String, String> captures = new HashMap<>(4);
    if (matcher != null) {
      matcher.captures(captures::put);
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
