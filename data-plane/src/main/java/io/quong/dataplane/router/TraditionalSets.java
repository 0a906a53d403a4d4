package io.quong.dataplane.router;

import io.quong.dataplane.persistent.RadixMap;

/**
 * Which routes of a category the flavour {@code traditional} asks first. As Kong does, it takes the
 * request's host, the first path of any route that fits it, its method and its server name, and
 * begins with the fewest routes of the category that name one of these, word by word; only when
 * none of them fits all of the category is asked. Immutable.
 *
 * @param counts how many pieces of a category name a word
 * @param uris the paths of all routes, in the order in which Kong looks for the request's
 */
record TraditionalSets(RadixMap<Integer> counts, PathIndex uris) {
  static final TraditionalSets EMPTY = new TraditionalSets(RadixMap.empty(), PathIndex.EMPTY);

  private static final char HOST = 'h';
  private static final char URI = 'u';
  private static final char METHOD = 'm';
  private static final char SNI = 's';

  /** The routes of a category that name one word. */
  record Set(int category, char kind, String word) {
    boolean holds(RoutePiece piece) {
      if (TraditionalRank.category(piece) != category) {
        return false;
      }
      return switch (kind) {
        case HOST -> piece.hosts.stream().anyMatch(host -> word.equals(name(host)));
        case URI -> word.equals(path(piece));
        case METHOD -> java.util.List.of(piece.methods).contains(word);
        default -> piece.snis != null && java.util.List.of(piece.snis.names()).contains(word);
      };
    }
  }

  TraditionalSets with(RoutePiece piece) {
    return changed(piece, 1);
  }

  TraditionalSets without(RoutePiece piece) {
    return changed(piece, -1);
  }

  private TraditionalSets changed(RoutePiece piece, int one) {
    int category = TraditionalRank.category(piece);
    RadixMap<Integer> next = counts;
    PathIndex nextUris = uris;
    for (HostPattern host : piece.hosts) {
      next = changed(next, key(category, HOST, name(host)), one);
    }
    if (piece.hasPath()) {
      next = changed(next, key(category, URI, path(piece)), one);
      RoutePiece alone = piece.pathAlone();
      nextUris = one > 0 ? nextUris.with(alone) : nextUris.without(alone);
    }
    for (String method : piece.methods == null ? new String[0] : piece.methods) {
      next = changed(next, key(category, METHOD, method), one);
    }
    for (String sni : piece.snis == null ? new String[0] : piece.snis.names()) {
      next = changed(next, key(category, SNI, sni), one);
    }
    return new TraditionalSets(next, nextUris);
  }

  private static RadixMap<Integer> changed(RadixMap<Integer> map, String key, int one) {
    Integer there = map.get(key);
    int count = (there == null ? 0 : there) + one;
    return map.put(key, count <= 0 ? null : Integer.valueOf(count));
  }

  private static String key(int category, char kind, String word) {
    return (char) category + "" + kind + word;
  }

  private static String name(HostPattern host) {
    String text =
        switch (host.kind()) {
          case EXACT -> host.text();
          case SUFFIX -> "*" + host.text();
          case PREFIX -> host.text() + "*";
        };
    return host.port() == HostPattern.ANY_PORT ? text : text + ":" + host.port();
  }

  private static String path(RoutePiece piece) {
    return piece.patterns.length > 0 ? "~" + piece.expressions[0] : piece.prefixes[0];
  }

  /**
   * The routes of the category that are asked first; null for none.
   *
   * @param request what is searched for
   * @param paths a search for the request's path alone, which has found nothing yet
   */
  Set first(int category, Search request, Search paths) {
    Set best = null;
    int fewest = Integer.MAX_VALUE;
    String[] words = {host(request), uri(paths), request.method(), request.serverName};
    char[] kinds = {HOST, URI, METHOD, SNI};
    for (int i = 0; i < kinds.length; i++) {
      Integer count = words[i] == null ? null : counts.get(key(category, kinds[i], words[i]));
      if (count != null && count < fewest) {
        fewest = count;
        best = new Set(category, kinds[i], words[i]);
      }
    }
    return best;
  }

  /** As it was sent, port and all. */
  private static String host(Search request) {
    String name = request.hostName();
    return name == null || request.port == HostPattern.ANY_PORT ? name : name + ":" + request.port;
  }

  private String uri(Search paths) {
    uris.offerTo(paths);
    return paths.best() == null ? null : path(paths.best().piece());
  }
}
