package io.quong.dataplane.router;

import io.quong.dataplane.persistent.RadixMap;

/**
 * The routes of one kind of listener, each in the places of one of its attributes: its server
 * names, or else its sources, or else its destinations. Within a place they stand by rank.
 *
 * @param names of whole server names
 * @param suffixes of {@code *.x}, by {@code .x} written backwards
 * @param starts of {@code x.*}, by {@code x.}
 * @param sources by the bits of an address or a range
 * @param sourcePorts of sources without an address
 * @param destinations as sources
 * @param destinationPorts as source ports
 * @param rest that ask for none of these on this kind of listener
 */
record StreamIndex(
    RadixMap<RadixMap<StreamPiece>> names,
    RadixMap<RadixMap<StreamPiece>> suffixes,
    RadixMap<RadixMap<StreamPiece>> starts,
    RadixMap<RadixMap<StreamPiece>> sources,
    RadixMap<RadixMap<StreamPiece>> sourcePorts,
    RadixMap<RadixMap<StreamPiece>> destinations,
    RadixMap<RadixMap<StreamPiece>> destinationPorts,
    RadixMap<StreamPiece> rest) {
  static final StreamIndex EMPTY =
      new StreamIndex(
          RadixMap.empty(),
          RadixMap.empty(),
          RadixMap.empty(),
          RadixMap.empty(),
          RadixMap.empty(),
          RadixMap.empty(),
          RadixMap.empty(),
          RadixMap.empty());

  StreamIndex with(StreamPiece piece, boolean tls) {
    return changed(piece, piece, tls);
  }

  StreamIndex without(StreamPiece piece, boolean tls) {
    return changed(piece, null, tls);
  }

  /**
   * @param value what stands in the piece's places afterwards; null for nothing
   */
  private StreamIndex changed(StreamPiece piece, StreamPiece value, boolean tls) {
    if (tls && piece.snis != null) {
      return new StreamIndex(
          changed(names, piece.snis.names(), piece, value),
          changed(suffixes, backwards(piece.snis.suffixes()), piece, value),
          changed(starts, piece.snis.prefixes(), piece, value),
          sources,
          sourcePorts,
          destinations,
          destinationPorts,
          rest);
    }
    if (!piece.sources.isAny()) {
      return new StreamIndex(
          names,
          suffixes,
          starts,
          addresses(sources, piece.sources, piece, value),
          ports(sourcePorts, piece.sources, piece, value),
          destinations,
          destinationPorts,
          rest);
    }
    return new StreamIndex(
        names,
        suffixes,
        starts,
        sources,
        sourcePorts,
        addresses(destinations, piece.destinations, piece, value),
        ports(destinationPorts, piece.destinations, piece, value),
        piece.destinations.isAny() ? rest.put(piece.rank, value) : rest);
  }

  private static RadixMap<RadixMap<StreamPiece>> changed(
      RadixMap<RadixMap<StreamPiece>> map, String[] keys, StreamPiece piece, StreamPiece value) {
    RadixMap<RadixMap<StreamPiece>> next = map;
    for (String key : keys) {
      next = changed(next, key, piece, value);
    }
    return next;
  }

  private static RadixMap<RadixMap<StreamPiece>> changed(
      RadixMap<RadixMap<StreamPiece>> map, String key, StreamPiece piece, StreamPiece value) {
    RadixMap<StreamPiece> there = map.get(key);
    RadixMap<StreamPiece> next =
        (there == null ? RadixMap.<StreamPiece>empty() : there).put(piece.rank, value);
    return map.put(key, next.isEmpty() ? null : next);
  }

  private static RadixMap<RadixMap<StreamPiece>> addresses(
      RadixMap<RadixMap<StreamPiece>> map, StreamEnd end, StreamPiece piece, StreamPiece value) {
    RadixMap<RadixMap<StreamPiece>> next = map;
    for (StreamEnd.Entry entry : end.entries()) {
      if (entry.bits() != null) {
        next = changed(next, entry.bits(), piece, value);
      }
    }
    return next;
  }

  private static RadixMap<RadixMap<StreamPiece>> ports(
      RadixMap<RadixMap<StreamPiece>> map, StreamEnd end, StreamPiece piece, StreamPiece value) {
    RadixMap<RadixMap<StreamPiece>> next = map;
    for (StreamEnd.Entry entry : end.entries()) {
      if (entry.bits() == null) {
        next = changed(next, Integer.toString(entry.port()), piece, value);
      }
    }
    return next;
  }

  /** Offers what can fit, place by place. */
  void offerTo(StreamSearch search) {
    if (search.serverName != null) {
      search.offer(names.get(search.serverName));
      if (!suffixes.isEmpty()) {
        suffixes.visitPrefixes(backwards(search.serverName), search);
      }
      if (!starts.isEmpty()) {
        starts.visitPrefixes(search.serverName, search);
      }
    }
    sources.visitPrefixes(search.sourceBits, search);
    search.offer(sourcePorts.get(Integer.toString(search.sourcePort)));
    destinations.visitPrefixes(search.destinationBits, search);
    search.offer(destinationPorts.get(Integer.toString(search.destinationPort)));
    search.offer(rest);
  }

  private static String[] backwards(String[] texts) {
    String[] turned = new String[texts.length];
    for (int i = 0; i < texts.length; i++) {
      turned[i] = backwards(texts[i]);
    }
    return turned;
  }

  private static String backwards(String text) {
    return new StringBuilder(text).reverse().toString();
  }
}
