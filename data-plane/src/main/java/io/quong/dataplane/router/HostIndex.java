package io.quong.dataplane.router;

import io.quong.dataplane.persistent.RadixMap;

/**
 * Candidates by host.
 *
 * @param exact by whole name
 * @param suffixes of {@code *.x}, by {@code .x} written backwards
 * @param prefixes of {@code x.*}, by {@code x.}
 * @param anyHost those that don't ask for a host
 */
record HostIndex(
    RadixMap<Ports> exact, RadixMap<Ports> suffixes, RadixMap<Ports> prefixes, PathIndex anyHost) {
  static final HostIndex EMPTY =
      new HostIndex(RadixMap.empty(), RadixMap.empty(), RadixMap.empty(), PathIndex.EMPTY);

  /** What asks for one name: with any port, and with a certain one, by its digits. */
  record Ports(PathIndex any, RadixMap<PathIndex> certain) {
    static final Ports EMPTY = new Ports(PathIndex.EMPTY, RadixMap.empty());

    boolean isEmpty() {
      return any.isEmpty() && certain.isEmpty();
    }

    Ports changed(int port, RoutePiece piece, boolean there) {
      if (port == HostPattern.ANY_PORT) {
        return new Ports(HostIndex.changed(any, piece, there), certain);
      }
      String key = Integer.toString(port);
      PathIndex known = certain.get(key);
      PathIndex next = HostIndex.changed(known == null ? PathIndex.EMPTY : known, piece, there);
      return new Ports(any, certain.put(key, next.isEmpty() ? null : next));
    }

    void offerTo(Search search, int port) {
      any.offerTo(search);
      if (!certain.isEmpty()) {
        PathIndex paths = certain.get(Integer.toString(port));
        if (paths != null) {
          paths.offerTo(search);
        }
      }
    }
  }

  HostIndex with(RoutePiece piece) {
    return changed(piece, true);
  }

  HostIndex without(RoutePiece piece) {
    return changed(piece, false);
  }

  private HostIndex changed(RoutePiece piece, boolean there) {
    if (piece.hosts.isEmpty()) {
      return new HostIndex(exact, suffixes, prefixes, changed(anyHost, piece, there));
    }
    HostIndex next = this;
    for (HostPattern host : piece.hosts) {
      next =
          switch (host.kind()) {
            case EXACT ->
                new HostIndex(
                    changed(next.exact, host.text(), host, piece, there),
                    next.suffixes,
                    next.prefixes,
                    anyHost);
            case SUFFIX ->
                new HostIndex(
                    next.exact,
                    changed(next.suffixes, backwards(host.text()), host, piece, there),
                    next.prefixes,
                    anyHost);
            case PREFIX ->
                new HostIndex(
                    next.exact,
                    next.suffixes,
                    changed(next.prefixes, host.text(), host, piece, there),
                    anyHost);
          };
    }
    return next;
  }

  private static RadixMap<Ports> changed(
      RadixMap<Ports> map, String key, HostPattern host, RoutePiece piece, boolean there) {
    Ports known = map.get(key);
    Ports next = (known == null ? Ports.EMPTY : known).changed(host.port(), piece, there);
    return map.put(key, next.isEmpty() ? null : next);
  }

  private static PathIndex changed(PathIndex paths, RoutePiece piece, boolean there) {
    return there ? paths.with(piece) : paths.without(piece);
  }

  void offerTo(Search search, String host) {
    if (host != null) {
      Ports ports = exact.get(host);
      if (ports != null) {
        ports.offerTo(search, search.port);
      }
      if (!suffixes.isEmpty()) {
        suffixes.visitPrefixes(
            backwards(host),
            (found, length) -> {
              if (length < host.length() || !search.wildcardNeedsText) {
                found.offerTo(search, search.wildcardPort);
              }
            });
      }
      if (!prefixes.isEmpty()) {
        prefixes.visitPrefixes(host, (found, length) -> found.offerTo(search, search.wildcardPort));
      }
    }
    anyHost.offerTo(search);
  }

  private static String backwards(String text) {
    return new StringBuilder(text).reverse().toString();
  }
}
