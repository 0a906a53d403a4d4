package io.quong.dataplane.router;

import io.quong.dataplane.persistent.RadixMap;

/** One search for a stream's route: what was asked for, and the best one so far. */
final class StreamSearch implements RadixMap.PrefixVisitor<RadixMap<StreamPiece>> {
  final String serverName;
  final String sourceBits;
  final int sourcePort;
  final String destinationBits;
  final int destinationPort;
  private final boolean tls;
  private final StreamInput stream;
  private RequestFacts facts;
  private StreamPiece best;

  StreamSearch(StreamInput stream) {
    this.stream = stream;
    this.tls = stream.kind() == StreamKind.TLS;
    this.serverName = stream.serverName() == null ? null : SniCondition.plain(stream.serverName());
    this.sourceBits = StreamEnd.bits(stream.source().getAddress());
    this.sourcePort = stream.source().getPort();
    this.destinationBits = StreamEnd.bits(stream.destination().getAddress());
    this.destinationPort = stream.port();
  }

  StreamPiece best() {
    return best;
  }

  @Override
  public void visit(RadixMap<StreamPiece> place, int length) {
    offer(place);
  }

  void offer(RadixMap<StreamPiece> place) {
    if (place != null) {
      place.scan(this::wantsMoreAfter);
    }
  }

  private boolean wantsMoreAfter(StreamPiece piece) {
    if (best != null && best.rank.compareTo(piece.rank) <= 0) {
      return false;
    }
    if (!fits(piece)) {
      return true;
    }
    best = piece;
    return false;
  }

  private boolean fits(StreamPiece piece) {
    return piece.condition != null
        ? holds(piece)
        : fitsServerName(piece) && fitsSource(piece) && fitsDestination(piece);
  }

  /** As in Kong, server names don't count on a connection without TLS. */
  boolean fitsServerName(StreamPiece piece) {
    return !tls || piece.snis == null || (serverName != null && piece.snis.fits(serverName));
  }

  boolean fitsSource(StreamPiece piece) {
    return piece.sources.fits(sourceBits, sourcePort);
  }

  boolean fitsDestination(StreamPiece piece) {
    return piece.destinations.fits(destinationBits, destinationPort);
  }

  boolean holds(StreamPiece piece) {
    return piece.condition.holds(facts(), new ConditionMatch());
  }

  RequestFacts facts() {
    if (facts == null) {
      facts = RequestFacts.of(stream);
    }
    return facts;
  }
}
