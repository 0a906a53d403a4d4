package io.quong.dataplane.router;

/**
 * A piece as it stands in an index: there host and path have been looked at, but for a regular
 * expression, which stands at its literal prefix.
 *
 * @param number which of the piece's expressions; 0 without any
 */
record Candidate(RoutePiece piece, int number) {
  /** Null for a prefix and for no path. */
  PathPattern pattern() {
    return piece.patterns.length == 0 ? null : piece.patterns[number];
  }

  int compareRank(Candidate other) {
    int byPiece = piece.compareRank(other.piece);
    return byPiece != 0 ? byPiece : Integer.compare(number, other.number);
  }

  /** Whether it stands for the same piece of the same route, perhaps as it was before a change. */
  boolean sameAs(Candidate other) {
    return piece.id.equals(other.piece.id) && number == other.number;
  }

  /** Text that sorts as the ranks do, the first to be asked first. */
  String rankKey() {
    StringBuilder key = new StringBuilder(13);
    append(key, piece.priority);
    append(key, piece.id.getMostSignificantBits());
    append(key, piece.id.getLeastSignificantBits());
    return key.append((char) number).toString();
  }

  private static void append(StringBuilder key, long value) {
    for (int shift = 48; shift >= 0; shift -= 16) {
      key.append((char) ~(value >>> shift));
    }
  }
}
