package io.quong.dataplane.router;

import io.quong.entity.Route;
import io.quong.entity.RouterFlavour;
import io.quong.expression.Expression;
import io.quong.expression.ExpressionException;
import io.quong.regex.RustRegex;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What is ranked and matched: a route, or a part of it when its paths are of several kinds or
 * lengths. A piece has prefixes of one length, or regular expressions, or no path.
 */
final class RoutePiece {
  private static final HeaderCondition[] NO_HEADERS = {};
  private static final String[] NOTHING = {};

  final Route route;
  final long priority;
  final UUID id;
  final List<HostPattern> hosts;
  final String[] prefixes;
  final String[] expressions;
  final PathPattern[] patterns;
  final String[] methods;
  final HeaderCondition[] headers;
  final SniCondition snis;

  /** What else must hold: the route's expression, or what only that flavour asks; or null. */
  final Condition condition;

  /** Whether the route has an expression; then all other conditions only help to find it. */
  final boolean ownExpression;

  /** Of a route with an expression. */
  private RoutePiece(Route route, Needs needs, Condition condition) {
    this.route = route;
    this.hosts = needs.hosts() == null ? List.of() : needs.hosts();
    this.headers = needs.header() == null ? NO_HEADERS : new HeaderCondition[] {header(needs)};
    this.methods = needs.methods() == null ? null : needs.methods().toArray(String[]::new);
    this.snis = needs.snis() == null ? null : SniCondition.of(needs.sniSet());
    this.prefixes = needs.prefixes() == null ? NOTHING : needs.prefixes().toArray(String[]::new);
    this.expressions = NOTHING;
    this.patterns = new PathPattern[0];
    this.condition = condition;
    this.ownExpression = true;
    this.id = UUID.fromString(route.id());
    this.priority = RoutePriority.ofExpression(route.priority() == null ? 0 : route.priority());
  }

  private static HeaderCondition header(Needs needs) {
    return HeaderCondition.of(needs.header().name(), needs.header().values());
  }

  private RoutePiece(
      Route route,
      Group group,
      List<HostPattern> hosts,
      HeaderCondition[] headers,
      Condition condition) {
    this.route = route;
    this.condition = condition;
    this.ownExpression = false;
    this.hosts = hosts;
    this.headers = headers;
    this.methods = set(route.methods()) ? route.methods().toArray(String[]::new) : null;
    this.snis = set(route.snis()) ? SniCondition.of(route.snis()) : null;
    this.prefixes = group.prefixes.toArray(String[]::new);
    this.expressions = group.expressions.toArray(String[]::new);
    this.patterns = new PathPattern[expressions.length];
    for (int i = 0; i < patterns.length; i++) {
      patterns[i] = new PathPattern.Unicode(RustRegex.compile(expressions[i], 0));
    }
    this.id = group.id;
    this.priority =
        RoutePriority.of(
            attributes(route),
            !hosts.isEmpty() && hosts.stream().allMatch(h -> h.kind() == HostPattern.Kind.EXACT),
            patterns.length > 0,
            headers.length,
            route.regexPriority() == null ? 0 : route.regexPriority(),
            prefixes.length == 0 ? 0 : prefixes[0].length());
  }

  /**
   * The pieces of a route.
   *
   * @throws com.google.re2j.PatternSyntaxException when one of its expressions does not compile
   */
  static List<RoutePiece> of(Route route, RouterFlavour flavour) throws ExpressionException {
    if (flavour == RouterFlavour.TRADITIONAL) {
      return traditional(route);
    }
    boolean flavoured = flavour == RouterFlavour.EXPRESSIONS;
    if (flavoured && route.expression() != null) {
      Expression whole = RouteConditions.whole(route);
      return List.of(new RoutePiece(route, Needs.of(whole), ConditionCompiler.of(whole)));
    }
    Expression more = flavoured ? RouteConditions.beside(route) : null;
    Condition condition = more == null ? null : ConditionCompiler.of(more);
    List<HostPattern> hosts = hosts(route);
    List<HeaderCondition> headers = new ArrayList<>();
    if (route.headers() != null) {
      route.headers().forEach((name, values) -> headers.add(HeaderCondition.of(name, values)));
    }
    HeaderCondition[] conditions = headers.toArray(HeaderCondition[]::new);
    List<RoutePiece> pieces = new ArrayList<>();
    for (Group group : Group.of(route)) {
      pieces.add(new RoutePiece(route, group, hosts, conditions, condition));
    }
    return pieces;
  }

  /** Whether hosts are set and none has a wildcard. */
  boolean plainHosts() {
    return !hosts.isEmpty() && hosts.stream().allMatch(h -> h.kind() == HostPattern.Kind.EXACT);
  }

  /** In the flavour {@code traditional} each path stands alone. */
  private static List<RoutePiece> traditional(Route route) {
    List<RoutePiece> pieces = new ArrayList<>();
    int number = 0;
    for (String path : set(route.paths()) ? route.paths() : Collections.<String>singleton(null)) {
      pieces.add(new RoutePiece(route, path, number++));
    }
    return pieces;
  }

  private RoutePiece(Route route, String path, int number) {
    this.route = route;
    this.condition = null;
    this.ownExpression = false;
    this.hosts = hosts(route);
    List<HeaderCondition> conditions = new ArrayList<>();
    if (route.headers() != null) {
      route
          .headers()
          .forEach((name, values) -> conditions.add(HeaderCondition.traditional(name, values)));
    }
    this.headers = conditions.toArray(HeaderCondition[]::new);
    this.methods = set(route.methods()) ? route.methods().toArray(String[]::new) : null;
    this.snis = set(route.snis()) ? SniCondition.of(route.snis()) : null;
    boolean regex = path != null && path.startsWith("~");
    this.prefixes = path == null || regex ? NOTHING : new String[] {ByteText.encode(path)};
    this.expressions = regex ? new String[] {path.substring(1)} : NOTHING;
    this.patterns = regex ? new PathPattern[] {Pcre.compile(expressions[0])} : new PathPattern[0];
    this.priority = TraditionalRank.of(this);
    this.id = TraditionalRank.age(route, number);
  }

  /** Its path without all else it asks for, ranked as {@code traditional} looks for paths. */
  RoutePiece pathAlone() {
    return new RoutePiece(this);
  }

  private RoutePiece(RoutePiece whole) {
    this.route = whole.route;
    this.condition = null;
    this.ownExpression = false;
    this.hosts = List.of();
    this.headers = NO_HEADERS;
    this.methods = null;
    this.snis = null;
    this.prefixes = whole.prefixes;
    this.expressions = whole.expressions;
    this.patterns = whole.patterns;
    this.priority = TraditionalRank.ofPath(whole);
    this.id = whole.id;
  }

  private static List<HostPattern> hosts(Route route) {
    return set(route.hosts()) ? route.hosts().stream().map(HostPattern::parse).toList() : List.of();
  }

  boolean hasPath() {
    return prefixes.length + patterns.length > 0;
  }

  /** Negative when this one is asked before the other. */
  int compareRank(RoutePiece other) {
    int byPriority = Long.compareUnsigned(other.priority, priority);
    if (byPriority != 0) {
      return byPriority;
    }
    int high = Long.compareUnsigned(other.id.getMostSignificantBits(), id.getMostSignificantBits());
    return high != 0
        ? high
        : Long.compareUnsigned(other.id.getLeastSignificantBits(), id.getLeastSignificantBits());
  }

  static int attributes(Route route) {
    return one(route.methods())
        + one(route.hosts())
        + (route.headers() == null || route.headers().isEmpty() ? 0 : 1)
        + one(route.snis())
        + one(route.paths())
        + one(route.sources())
        + one(route.destinations());
  }

  private static int one(java.util.Collection<?> attribute) {
    return set(attribute) ? 1 : 0;
  }

  private static boolean set(java.util.Collection<?> attribute) {
    return attribute != null && !attribute.isEmpty();
  }

  /** Paths of a route that rank alike. */
  private static final class Group {
    final List<String> prefixes = new ArrayList<>();
    final List<String> expressions = new ArrayList<>();
    UUID id;

    static List<Group> of(Route route) {
      Map<Integer, Group> byKind = new LinkedHashMap<>();
      for (String path : set(route.paths()) ? route.paths() : List.<String>of()) {
        if (path.startsWith("~")) {
          byKind.computeIfAbsent(-1, kind -> new Group()).expressions.add(path.substring(1));
        } else {
          String bytes = ByteText.encode(path);
          byKind.computeIfAbsent(bytes.length(), kind -> new Group()).prefixes.add(bytes);
        }
      }
      List<Group> groups =
          byKind.isEmpty() ? List.of(new Group()) : new ArrayList<>(byKind.values());
      for (int i = 0; i < groups.size(); i++) {
        groups.get(i).id =
            groups.size() == 1
                ? UUID.fromString(route.id())
                : RoutePriority.pieceId(route.id(), i + 1);
      }
      return groups;
    }
  }
}
