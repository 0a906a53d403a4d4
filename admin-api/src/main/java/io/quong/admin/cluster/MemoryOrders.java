package io.quong.admin.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.cluster.ClusterWire;
import io.quong.cluster.Order;
import java.util.ArrayList;
import java.util.List;

/** The last orders, in memory. */
final class MemoryOrders implements ClusterStore.OrderRows {
  private static final int MOST = 100;

  private final List<Order> orders = new ArrayList<>();
  private long last;

  @Override
  public synchronized void insert(String type, String body) {
    try {
      orders.add(new Order(++last, type, (ObjectNode) ClusterWire.JSON.readTree(body)));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
    sweep();
  }

  @Override
  public synchronized List<Order> read() {
    return List.copyOf(orders);
  }

  @Override
  public synchronized void sweep() {
    while (orders.size() > MOST) {
      orders.remove(0);
    }
  }
}
