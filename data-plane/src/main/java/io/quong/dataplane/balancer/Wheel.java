package io.quong.dataplane.balancer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Kong's weighted round robin: a shuffled list with each address as often as its weight divided by
 * what all weights have in common, and a pointer that steps through it. Over one turn the shares
 * are exact, also over several event loops.
 */
final class Wheel implements Picker {
  /** More would only cost memory; then the shares are rounded. */
  private static final int MAX_ENTRIES = 65_536;

  private final Address[] entries;
  private final AtomicInteger pointer = new AtomicInteger();

  Wheel(List<Address> addresses, Random random) {
    List<Address> filled = new ArrayList<>();
    int divisor = 0;
    long total = 0;
    for (Address address : addresses) {
      divisor = gcd(divisor, address.weight);
      total += address.weight;
    }
    if (divisor > 0 && total / divisor > MAX_ENTRIES) {
      divisor = (int) Math.max(divisor, total / MAX_ENTRIES + 1);
    }
    for (Address address : addresses) {
      filled.addAll(Collections.nCopies(Math.max(1, address.weight / divisor), address));
    }
    Collections.shuffle(filled, random);
    entries = filled.toArray(Address[]::new);
  }

  /**
   * The next entry. One that went down a moment ago is passed over until the wheel is made anew.
   */
  @Override
  public Address pick(int hash, List<Address> tried) {
    for (int i = 0; i < entries.length; i++) {
      Address next = entries[Math.floorMod(pointer.getAndIncrement(), entries.length)];
      if (next.up()) {
        return next;
      }
    }
    return null;
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }
}
