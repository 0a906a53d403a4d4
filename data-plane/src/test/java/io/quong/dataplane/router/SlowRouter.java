package io.quong.dataplane.router;

import io.quong.dataplane.http.HeaderBlock;
import io.quong.entity.Route;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The router as the rules read: every route in order of rank, every condition in turn. Shares
 * nothing with {@link CompiledRouter} but the input.
 */
final class SlowRouter {
  private static final BigInteger UNSIGNED = BigInteger.ONE.shiftLeft(64);
  private final List<Piece> pieces = new ArrayList<>();

  /** A route's paths of one kind, and its rank. */
  private record Piece(Route route, List<String> paths, BigInteger priority, BigInteger id) {}

  /** What a request takes: the route and how much of the path its path fits. */
  record Found(Route route, int length) {}

  SlowRouter(Collection<Route> routes) {
    for (Route route : routes) {
      Map<String, List<String>> groups = new LinkedHashMap<>();
      for (String path : list(route.paths())) {
        String kind =
            path.startsWith("~") ? "~" : "" + path.getBytes(StandardCharsets.UTF_8).length;
        groups.computeIfAbsent(kind, k -> new ArrayList<>()).add(path);
      }
      if (groups.isEmpty()) {
        groups.put("0", List.of());
      }
      int number = 0;
      for (List<String> paths : groups.values()) {
        number++;
        UUID id =
            groups.size() == 1
                ? UUID.fromString(route.id())
                : RoutePriority.pieceId(route.id(), number);
        pieces.add(new Piece(route, paths, priority(route, paths), unsigned(id)));
      }
    }
    pieces.sort(Comparator.comparing(Piece::priority).thenComparing(Piece::id).reversed());
  }

  Found match(MatchInput request) {
    for (Piece piece : pieces) {
      int length = path(piece.paths(), request.path());
      if (length >= 0
          && method(piece.route(), request)
          && host(piece.route(), request)
          && headers(piece.route(), request.headers())
          && sni(piece.route(), request)) {
        return new Found(piece.route(), length);
      }
    }
    return null;
  }

  private static BigInteger priority(Route route, List<String> paths) {
    boolean regex = !paths.isEmpty() && paths.get(0).startsWith("~");
    int attributes = 0;
    for (Collection<?> each :
        List.of(
            list(route.methods()), list(route.hosts()), list(route.snis()), list(route.paths()))) {
      attributes += each.isEmpty() ? 0 : 1;
    }
    int names = route.headers() == null ? 0 : route.headers().size();
    attributes += names > 0 ? 1 : 0;
    boolean plain =
        !list(route.hosts()).isEmpty()
            && list(route.hosts()).stream().noneMatch(h -> h.contains("*"));
    BigInteger sum = cut(BigInteger.valueOf(attributes).shiftLeft(29));
    sum = plain ? sum.or(BigInteger.ONE.shiftLeft(60)) : sum;
    sum = regex ? sum.or(BigInteger.ONE.shiftLeft(51)) : sum;
    sum = sum.or(cut(BigInteger.valueOf(names).shiftLeft(20)));
    sum = regex ? sum.or(cut(BigInteger.valueOf(route.regexPriority()).shiftLeft(19))) : sum;
    if (!regex && !paths.isEmpty()) {
      sum = sum.or(BigInteger.valueOf(paths.get(0).getBytes(StandardCharsets.UTF_8).length));
    }
    return sum.mod(UNSIGNED);
  }

  /** Cut to 32 bits, read as signed. */
  private static BigInteger cut(BigInteger value) {
    return BigInteger.valueOf(value.intValue());
  }

  private static BigInteger unsigned(UUID id) {
    return new BigInteger(id.toString().replace("-", ""), 16);
  }

  private static int path(List<String> paths, String bytes) {
    if (paths.isEmpty()) {
      return 0;
    }
    String text = new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    for (String path : paths) {
      if (path.startsWith("~")) {
        Matcher matcher =
            Pattern.compile("^(?:" + path.substring(1) + ")", Pattern.UNICODE_CHARACTER_CLASS)
                .matcher(text);
        if (matcher.find()) {
          return matcher.group().getBytes(StandardCharsets.UTF_8).length;
        }
      } else if (text.startsWith(path)) {
        return path.getBytes(StandardCharsets.UTF_8).length;
      }
    }
    return -1;
  }

  private static boolean method(Route route, MatchInput request) {
    return list(route.methods()).isEmpty() || route.methods().contains(request.method());
  }

  private static boolean host(Route route, MatchInput request) {
    if (list(route.hosts()).isEmpty()) {
      return true;
    }
    if (request.host() == null) {
      return false;
    }
    Matcher asked = split(request.host());
    String name = asked.matches() ? asked.group(1) : request.host();
    int port = asked.matches() ? Integer.parseInt(asked.group(2)) : request.port();
    for (String host : route.hosts()) {
      Matcher own = split(host);
      String pattern = (own.matches() ? own.group(1) : host).toLowerCase(Locale.ROOT);
      String lower = name.toLowerCase(Locale.ROOT);
      boolean fits =
          pattern.startsWith("*")
              ? lower.endsWith(pattern.substring(1))
              : pattern.endsWith("*")
                  ? lower.startsWith(pattern.substring(0, pattern.length() - 1))
                  : lower.equals(pattern);
      if (fits && (!own.matches() || Integer.parseInt(own.group(2)) == port)) {
        return true;
      }
    }
    return false;
  }

  private static Matcher split(String host) {
    return Pattern.compile("([^:]*|\\[.*\\]):([0-9]+)").matcher(host);
  }

  private static boolean headers(Route route, HeaderBlock headers) {
    if (route.headers() == null) {
      return true;
    }
    for (Map.Entry<String, List<String>> condition : route.headers().entrySet()) {
      String name = condition.getKey().toLowerCase(Locale.ROOT);
      List<String> values = headers.all(name.replace('-', '_'));
      values = values.isEmpty() ? headers.all(name.replace('_', '-')) : values;
      values = values.isEmpty() ? List.of("") : values;
      if (values.stream().noneMatch(value -> header(condition.getValue(), value))) {
        return false;
      }
    }
    return true;
  }

  private static boolean header(List<String> wanted, String value) {
    for (String each : wanted) {
      if (each.startsWith("~*")
          ? Pattern.compile(each.substring(2), Pattern.CASE_INSENSITIVE).matcher(value).find()
          : each.equalsIgnoreCase(value)) {
        return true;
      }
    }
    return false;
  }

  private static boolean sni(Route route, MatchInput request) {
    if (list(route.snis()).isEmpty() || !request.tls()) {
      return true;
    }
    if (request.serverName() == null) {
      return false;
    }
    for (String sni : route.snis()) {
      if (sni.startsWith("*")
          ? request.serverName().endsWith(sni.substring(1))
          : sni.endsWith("*")
              ? request.serverName().startsWith(sni.substring(0, sni.length() - 1))
              : request.serverName().equals(sni)) {
        return true;
      }
    }
    return false;
  }

  private static <T> Collection<T> list(Collection<T> values) {
    return values == null ? List.of() : values;
  }
}
