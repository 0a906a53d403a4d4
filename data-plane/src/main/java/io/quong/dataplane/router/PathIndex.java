package io.quong.dataplane.router;

import io.quong.dataplane.persistent.RadixMap;
import io.quong.regex.RustRegex;

/**
 * Candidates by path, for one host.
 *
 * @param byPath at each prefix, and at the literal prefix of each regular expression; so one walk
 *     along the request's path meets all that can fit
 * @param noPath those that don't ask for a path
 */
record PathIndex(RadixMap<Place> byPath, Candidates noPath) {
  static final PathIndex EMPTY = new PathIndex(RadixMap.empty(), Candidates.NONE);

  /** What stands at one prefix. */
  record Place(Candidates prefixes, Candidates expressions) {
    static final Place EMPTY = new Place(Candidates.NONE, Candidates.NONE);

    boolean isEmpty() {
      return prefixes.isEmpty() && expressions.isEmpty();
    }
  }

  boolean isEmpty() {
    return byPath.isEmpty() && noPath.isEmpty();
  }

  PathIndex with(RoutePiece piece) {
    return changed(piece, true);
  }

  PathIndex without(RoutePiece piece) {
    return changed(piece, false);
  }

  private PathIndex changed(RoutePiece piece, boolean there) {
    if (!piece.hasPath()) {
      return new PathIndex(byPath, changed(noPath, new Candidate(piece, 0), there));
    }
    RadixMap<Place> next = byPath;
    for (String prefix : piece.prefixes) {
      Place place = at(next, prefix);
      Candidates prefixes = changed(place.prefixes(), new Candidate(piece, 0), there);
      next = put(next, prefix, new Place(prefixes, place.expressions()));
    }
    for (int i = 0; i < piece.expressions.length; i++) {
      String prefix = ByteText.encode(RustRegex.literalPrefix(piece.expressions[i]));
      Place place = at(next, prefix);
      Candidates expressions = changed(place.expressions(), new Candidate(piece, i), there);
      next = put(next, prefix, new Place(place.prefixes(), expressions));
    }
    return new PathIndex(next, noPath);
  }

  private static Place at(RadixMap<Place> map, String prefix) {
    Place place = map.get(prefix);
    return place == null ? Place.EMPTY : place;
  }

  private static RadixMap<Place> put(RadixMap<Place> map, String prefix, Place place) {
    return map.put(prefix, place.isEmpty() ? null : place);
  }

  private static Candidates changed(Candidates list, Candidate candidate, boolean there) {
    Candidates without = list.without(candidate);
    return there ? without.with(candidate) : without;
  }

  void offerTo(Search search) {
    byPath.visitPrefixes(search.path, search);
    noPath.offerTo(search);
  }
}
