package io.quong.dataplane.router;

import io.quong.entity.RouterFlavour;
import java.util.Objects;

/** Why of two routes that fit the one is asked first, in words. */
final class Advantage {
  private Advantage() {}

  /** What the winner has that puts it before the loser. */
  static String of(RoutePiece winner, RoutePiece loser, RouterFlavour flavour) {
    if (flavour == RouterFlavour.TRADITIONAL) {
      return traditional(winner, loser);
    }
    if (winner.ownExpression != loser.ownExpression) {
      return "an expression, which comes before all routes without one";
    }
    if (winner.ownExpression) {
      return winner.priority != loser.priority ? "the higher priority" : "the larger id";
    }
    return compatible(winner, loser);
  }

  private static String compatible(RoutePiece winner, RoutePiece loser) {
    int mine = RoutePiece.attributes(winner.route);
    int its = RoutePiece.attributes(loser.route);
    if ((mine > 3) != (its > 3)) {
      return "four or more attributes";
    }
    if (winner.plainHosts() != loser.plainHosts()) {
      return "hosts without wildcards";
    }
    if (isRegex(winner) != isRegex(loser)) {
      return "a regular expression as path";
    }
    if (mine != its) {
      return "more attributes";
    }
    if (winner.headers.length != loser.headers.length) {
      return "more header names";
    }
    if (winner.priority == loser.priority) {
      return "the larger id";
    }
    return isRegex(winner) ? "regex_priority" : "the longer path";
  }

  private static String traditional(RoutePiece winner, RoutePiece loser) {
    int mine = TraditionalRank.category(winner);
    int its = TraditionalRank.category(loser);
    if (Integer.bitCount(mine) != Integer.bitCount(its)) {
      return "more attributes";
    }
    if (mine != its) {
      return "attributes that count more: hosts, headers, paths, methods, snis in this order";
    }
    if (TraditionalRank.hasWildcardWithPort(winner) != TraditionalRank.hasWildcardWithPort(loser)) {
      return "a wildcard host with a port";
    }
    if (winner.plainHosts() != loser.plainHosts()) {
      return "hosts without wildcards";
    }
    if (isRegex(winner) != isRegex(loser)) {
      return "a regular expression as path";
    }
    if (winner.headers.length != loser.headers.length) {
      return "more header names";
    }
    if (winner.priority != loser.priority) {
      return isRegex(winner) ? "regex_priority" : "the longer path";
    }
    return Objects.equals(winner.route.createdAt(), loser.route.createdAt())
        ? "the larger id"
        : "the earlier created_at";
  }

  private static boolean isRegex(RoutePiece piece) {
    return piece.patterns.length > 0;
  }
}
