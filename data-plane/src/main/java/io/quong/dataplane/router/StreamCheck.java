package io.quong.dataplane.router;

import io.quong.entity.Route;
import io.quong.entity.RouterFlavour;
import io.quong.expression.Expression;
import io.quong.expression.ExpressionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Whether a stream route fits a stream, and the first attribute by which it does not. */
public final class StreamCheck implements Comparable<StreamCheck> {
  private final StreamPiece piece;
  private final RouterFlavour flavour;
  private final List<String> fitting = new ArrayList<>();
  private String misfit;
  private String because;

  private StreamCheck(StreamPiece piece, RouterFlavour flavour) {
    this.piece = piece;
    this.flavour = flavour;
  }

  static StreamCheck of(StreamPiece piece, RouterFlavour flavour, StreamInput stream)
      throws ExpressionException {
    StreamCheck check = new StreamCheck(piece, flavour);
    StreamSearch search = new StreamSearch(stream);
    check.note("protocols", stream.kind().serves(piece.route));
    if (piece.condition != null) {
      check.expression(search);
      return check;
    }
    if (piece.snis != null) {
      check.note("snis", search.fitsServerName(piece));
    }
    if (!piece.sources.isAny()) {
      check.note("sources", search.fitsSource(piece));
    }
    if (!piece.destinations.isAny()) {
      check.note("destinations", search.fitsDestination(piece));
    }
    return check;
  }

  private void note(String attribute, boolean fits) {
    if (fits) {
      fitting.add(attribute);
    } else if (misfit == null) {
      misfit = attribute;
    }
  }

  private void expression(StreamSearch search) throws ExpressionException {
    if (search.holds(piece)) {
      fitting.add("expression");
    } else if (misfit == null) {
      Blame blame = Blame.of(Expression.parse(piece.route.expression()), search.facts());
      misfit = blame.field();
      because = blame.text() + " does not hold";
    }
  }

  /** As {@link RouteCheck#misfit}. */
  public String misfit() {
    return misfit;
  }

  /** As {@link RouteCheck#because}. */
  public String because() {
    return because;
  }

  /** The attributes that fit. */
  public List<String> fitting() {
    return fitting;
  }

  /** What puts this route before the other, which fits as well. */
  public String advantageOver(StreamCheck other) {
    boolean own = piece.condition != null;
    if (own != (other.piece.condition != null)) {
      return "an expression, which comes before all routes without one";
    }
    if (own) {
      boolean equal = Objects.equals(piece.route.priority(), other.piece.route.priority());
      return equal ? "the larger id" : "the higher priority";
    }
    if (flavour == RouterFlavour.TRADITIONAL) {
      return traditional(other.piece);
    }
    return sameRank(other.piece)
        ? "the larger id"
        : "conditions that count more: snis or both ends, then addresses before ports before ranges,"
            + " sources before destinations";
  }

  private String traditional(StreamPiece loser) {
    if (Integer.bitCount(piece.category()) != Integer.bitCount(loser.category())) {
      return "more attributes";
    }
    if (piece.category() != loser.category()) {
      return "attributes that count more: snis, sources, destinations in this order";
    }
    return sameRank(loser) ? "the earlier created_at" : "an address with a port";
  }

  private boolean sameRank(StreamPiece loser) {
    return piece.rank.regionMatches(0, loser.rank, 0, StreamPiece.NUMBER);
  }

  @Override
  public int compareTo(StreamCheck other) {
    if ((misfit == null) != (other.misfit == null)) {
      return misfit == null ? -1 : 1;
    }
    int more = misfit == null ? 0 : Integer.compare(other.fitting.size(), fitting.size());
    return more != 0 ? more : piece.rank.compareTo(other.piece.rank);
  }

  /** The route that was checked. */
  public Route route() {
    return piece.route;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StreamCheck check && piece.rank.equals(check.piece.rank);
  }

  @Override
  public int hashCode() {
    return piece.rank.hashCode();
  }
}
