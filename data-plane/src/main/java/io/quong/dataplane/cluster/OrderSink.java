package io.quong.dataplane.cluster;

import io.quong.cluster.Order;

/** Carries out orders of the control plane. Called on a thread that may block, in order. */
public interface OrderSink {
  void carryOut(Order order);
}
