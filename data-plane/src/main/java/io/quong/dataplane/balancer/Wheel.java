package io.quong.dataplane.balancer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Kong's weighted round robin: a shuffled list with each target as often as its weight divided by
 * what all weights have in common, and a pointer that steps through it. Over one turn the shares
 * are exact, also over several event loops.
 */
final class Wheel {
  /** More would only cost memory; then the shares are rounded. */
  private static final int MAX_ENTRIES = 65_536;

  private final TargetAddress[] entries;
  private final AtomicInteger pointer = new AtomicInteger();

  Wheel(List<TargetAddress> targets, Random random) {
    List<TargetAddress> filled = new ArrayList<>();
    int divisor = 0;
    long total = 0;
    for (TargetAddress target : targets) {
      divisor = gcd(divisor, target.weight());
      total += target.weight();
    }
    if (divisor > 0 && total / divisor > MAX_ENTRIES) {
      divisor = (int) Math.max(divisor, total / MAX_ENTRIES + 1);
    }
    for (TargetAddress target : targets) {
      int times = target.weight() == 0 || divisor == 0 ? 0 : Math.max(1, target.weight() / divisor);
      filled.addAll(Collections.nCopies(times, target));
    }
    Collections.shuffle(filled, random);
    entries = filled.toArray(TargetAddress[]::new);
  }

  int size() {
    return entries.length;
  }

  /** The next entry; null when no target has a weight. */
  TargetAddress next() {
    return entries.length == 0
        ? null
        : entries[Math.floorMod(pointer.getAndIncrement(), entries.length)];
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }
}
