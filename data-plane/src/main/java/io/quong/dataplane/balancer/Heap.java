package io.quong.dataplane.balancer;

import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/**
 * The address of the lowest order first: of the fewest open requests or of the shortest latency,
 * each by its weight. A choice costs the logarithm of the number of addresses.
 */
final class Heap implements Picker {
  private final Address[] heap;
  private final ToDoubleFunction<Address> order;
  private final boolean againstAll;

  /**
   * @param againstAll whether to begin again with those that were tried when no other is left
   */
  Heap(
      List<Address> addresses, ToDoubleFunction<Address> order, boolean againstAll, Random random) {
    this.order = order;
    this.againstAll = againstAll;
    heap = addresses.toArray(Address[]::new);
    // Equals are not to stand in the same order on all nodes: all of them would begin with one.
    for (int i = heap.length - 1; i > 0; i--) {
      swap(i, random.nextInt(i + 1));
    }
    for (int i = heap.length - 1; i >= 0; i--) {
      heap[i].order = order.applyAsDouble(heap[i]);
      heap[i].place = i;
      sink(i);
    }
  }

  static double openRequests(Address address) {
    return (address.state.open.get() + 1.0) / address.weight;
  }

  static double latency(Address address) {
    return address.state.latencyOrder(address.weight);
  }

  @Override
  public synchronized Address pick(int hash, List<Address> tried) {
    if (heap.length == 0) {
      return null;
    }
    Address best = heap[0];
    if (!tried.isEmpty() || !best.up()) {
      best = lowest(tried);
      if (best == null && againstAll) {
        best = lowest(List.of());
      }
    }
    return best;
  }

  /** Looks at all: after a failure, or in the moment before the heap is made anew. */
  private Address lowest(List<Address> tried) {
    Address best = null;
    for (Address address : heap) {
      boolean lower = best == null || address.order < best.order;
      if (lower && address.up() && !tried.contains(address)) {
        best = address;
      }
    }
    return best;
  }

  @Override
  public synchronized void changed(Address address) {
    int at = address.place;
    if (at >= heap.length || heap[at] != address) {
      return;
    }
    address.order = order.applyAsDouble(address);
    rise(at);
    sink(address.place);
  }

  private void rise(int from) {
    int at = from;
    while (at > 0 && heap[at].order < heap[(at - 1) / 2].order) {
      swap(at, (at - 1) / 2);
      at = (at - 1) / 2;
    }
  }

  private void sink(int from) {
    int at = from;
    while (true) {
      int least = at;
      for (int child = 2 * at + 1; child <= 2 * at + 2 && child < heap.length; child++) {
        if (heap[child].order < heap[least].order) {
          least = child;
        }
      }
      if (least == at) {
        return;
      }
      swap(at, least);
      at = least;
    }
  }

  private void swap(int a, int b) {
    Address moved = heap[a];
    heap[a] = heap[b];
    heap[b] = moved;
    heap[a].place = a;
    heap[b].place = b;
  }
}
