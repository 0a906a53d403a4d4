package io.quong.dataplane.balancer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Kong's consistent hashing. Each address has points on a ring of so many slots, at the hashes of
 * its name and a number; a value goes to the first point at or below its own slot whose address is
 * up. Every node comes to the same ring, in whatever order targets were added.
 */
final class Ring implements Picker {
  /** Points of an address that has the average weight. */
  private static final int POINTS = 160;

  private static final int LEAST_SLOTS = 1_000;
  private static final Comparator<Address> ORDER =
      Comparator.comparing((Address address) -> address.target.host())
          .thenComparingInt(address -> address.target.port())
          .thenComparing(address -> address.host + ":" + address.port);

  /** For each slot the address that a value there goes to. */
  private final Address[] slots;

  /**
   * @param addresses those that are down have points too, so that they get back what was theirs
   * @param targets how many the upstream has
   */
  Ring(List<Address> addresses, int targets, int wanted) {
    Address[] points = new Address[Math.max(wanted, LEAST_SLOTS)];
    List<Address> sorted = new ArrayList<>(addresses);
    sorted.sort(ORDER);
    long total = 0;
    for (Address address : sorted) {
      total += address.weight;
    }
    int free = points.length;
    for (Address address : sorted) {
      long count = (long) Math.floor((double) address.weight / total * targets * POINTS);
      free -= place(address, points, Math.min(Math.max(1, count), free));
    }
    slots = spread(points);
  }

  private static int place(Address address, Address[] points, long count) {
    String before = address.host + "::" + address.port + " ";
    int placed = 0;
    for (int i = 1; placed < count; i++) {
      int slot = slot(XxHash32.of(before + i), points.length);
      if (points[slot] == null) {
        points[slot] = address;
        placed++;
      }
    }
    return placed;
  }

  /** Gives every slot the nearest point below it that is up. */
  private static Address[] spread(Address[] points) {
    Address[] slots = new Address[points.length];
    Address current = null;
    for (int i = 0; i < 2 * points.length; i++) {
      int slot = i % points.length;
      if (points[slot] != null && points[slot].up()) {
        current = points[slot];
      }
      slots[slot] = current;
    }
    return slots;
  }

  private static int slot(int hash, int slots) {
    return Integer.remainderUnsigned(hash, slots);
  }

  /** After a failure the search goes on downwards to an address that was not tried yet. */
  @Override
  public Address pick(int hash, List<Address> tried) {
    int from = slot(hash, slots.length);
    Address first = slots[from];
    if (first == null || (first.up() && !tried.contains(first))) {
      return first;
    }
    for (int i = 1; i < slots.length; i++) {
      Address next = slots[Math.floorMod(from - i, slots.length)];
      if (next.up() && !tried.contains(next)) {
        return next;
      }
    }
    return first.up() ? first : null;
  }
}
