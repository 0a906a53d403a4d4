package io.quong.dataplane.balancer;

import java.net.InetSocketAddress;

/** One address of a target, in one generation of its upstream's addresses. */
public final class Address {
  final TargetAddress target;
  final String host;
  final int port;
  final int weight;
  final AddressState state;

  /** Null when the host is a name that is resolved for each request. */
  final InetSocketAddress socket;

  /** Where it stands in its generation's {@link Heap}, which guards both. */
  int place;

  double order;

  private final boolean checked;

  /**
   * @param host IP text, or a name
   * @param checked whether its health counts
   */
  Address(
      TargetAddress target,
      String host,
      int port,
      int weight,
      InetSocketAddress socket,
      AddressState state,
      boolean checked) {
    this.target = target;
    this.host = host;
    this.port = port;
    this.weight = weight;
    this.socket = socket;
    this.state = state;
    this.checked = checked;
  }

  /** Whether it may be sent to. */
  boolean up() {
    return !checked || state.health.up();
  }

  /** How operators name it: {@code 10.0.0.1:80}. */
  String text() {
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }
}
