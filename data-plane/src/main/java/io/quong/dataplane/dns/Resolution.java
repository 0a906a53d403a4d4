package io.quong.dataplane.dns;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** What a name stands for, or why it stands for nothing. */
public final class Resolution {
  private static final int MOST_TURNS = 1024;

  private final String type;
  private final List<Place> places;
  private final Problem problem;
  private final boolean onlyNow;
  private final long validUntil;
  private final Place[] turns;
  private final AtomicInteger turn = new AtomicInteger();

  private Resolution(
      String type, List<Place> places, Problem problem, boolean onlyNow, long validUntil) {
    this.type = type;
    this.places = places;
    this.problem = problem;
    this.onlyNow = onlyNow;
    this.validUntil = validUntil;
    this.turns = turns(places);
  }

  /**
   * @param type {@code A}, {@code AAAA} or {@code SRV}
   * @param places not empty; of SRV those of the best priority
   * @param onlyNow whether the records had a time to live of 0
   * @param validUntil on the clock of {@link System#nanoTime}
   */
  static Resolution of(String type, List<Place> places, boolean onlyNow, long validUntil) {
    return new Resolution(type, List.copyOf(places), null, onlyNow, validUntil);
  }

  static Resolution failed(Problem problem, long validUntil) {
    return new Resolution(null, List.of(), problem, false, validUntil);
  }

  /** The same for longer: what is known is better than nothing while servers don't answer. */
  Resolution until(long time) {
    return new Resolution(type, places, problem, onlyNow, time);
  }

  /** {@code A}, {@code AAAA} or {@code SRV}; null when it failed. */
  public String type() {
    return type;
  }

  /** Empty when it failed. */
  public List<Place> places() {
    return places;
  }

  /** Null unless it failed. */
  public Problem problem() {
    return problem;
  }

  /** Whether it holds for one use: the records had a time to live of 0. */
  public boolean onlyNow() {
    return onlyNow;
  }

  /** How long it still holds, in nanoseconds; less than 0 when no longer. */
  public long remaining() {
    return validUntil - System.nanoTime();
  }

  /** The places in turn, the first one first, SRV ones by their weights; null when it failed. */
  public Place next() {
    return turns.length == 0 ? null : turns[Math.floorMod(turn.getAndIncrement(), turns.length)];
  }

  private static Place[] turns(List<Place> places) {
    int divisor = 0;
    long total = 0;
    for (Place place : places) {
      divisor = gcd(divisor, place.weight());
      total += place.weight();
    }
    if (divisor == 0 || places.size() == 1) {
      return places.toArray(Place[]::new);
    }
    divisor = (int) Math.max(divisor, total / MOST_TURNS + 1);
    List<Place> filled = new ArrayList<>();
    boolean more = true;
    for (int round = 0; more; round++) {
      more = false;
      for (Place place : places) {
        int times = Math.max(1, place.weight() / divisor);
        if (round < times) {
          filled.add(place);
          more |= round + 1 < times;
        }
      }
    }
    return filled.toArray(Place[]::new);
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }
}
