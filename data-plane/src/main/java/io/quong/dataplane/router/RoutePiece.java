package io.quong.dataplane.router;

import com.google.re2j.Pattern;
import io.quong.entity.Route;
import io.quong.regex.RustRegex;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What is ranked and matched: a route, or a part of it when its paths are of several kinds or
 * lengths. A piece has prefixes of one length, or regular expressions, or no path.
 */
final class RoutePiece {
  final Route route;
  final long priority;
  final UUID id;
  final List<HostPattern> hosts;
  final String[] prefixes;
  final String[] expressions;
  final Pattern[] patterns;
  final String[] methods;
  final HeaderCondition[] headers;
  final SniCondition snis;

  private RoutePiece(Route route, Group group, List<HostPattern> hosts, HeaderCondition[] headers) {
    this.route = route;
    this.hosts = hosts;
    this.headers = headers;
    this.methods = set(route.methods()) ? route.methods().toArray(String[]::new) : null;
    this.snis = set(route.snis()) ? SniCondition.of(route.snis()) : null;
    this.prefixes = group.prefixes.toArray(String[]::new);
    this.expressions = group.expressions.toArray(String[]::new);
    this.patterns = new Pattern[expressions.length];
    for (int i = 0; i < patterns.length; i++) {
      patterns[i] = RustRegex.compile(expressions[i], 0);
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
  static List<RoutePiece> of(Route route) {
    List<HostPattern> hosts =
        set(route.hosts()) ? route.hosts().stream().map(HostPattern::parse).toList() : List.of();
    List<HeaderCondition> headers = new ArrayList<>();
    if (route.headers() != null) {
      route.headers().forEach((name, values) -> headers.add(HeaderCondition.of(name, values)));
    }
    HeaderCondition[] conditions = headers.toArray(HeaderCondition[]::new);
    List<RoutePiece> pieces = new ArrayList<>();
    for (Group group : Group.of(route)) {
      pieces.add(new RoutePiece(route, group, hosts, conditions));
    }
    return pieces;
  }

  /** Whether hosts are set and none has a wildcard. */
  boolean plainHosts() {
    return !hosts.isEmpty() && hosts.stream().allMatch(h -> h.kind() == HostPattern.Kind.EXACT);
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
