package io.quong.dataplane.balancer;

import io.netty.util.NetUtil;

/** A target: host without brackets, port, weight 0 to 65535. */
record TargetAddress(String host, int port, int weight) {
  static TargetAddress of(io.quong.entity.Target target) {
    String text = target.target();
    int colon = text.lastIndexOf(':');
    String host = text.substring(0, colon);
    if (host.startsWith("[")) {
      host = host.substring(1, host.length() - 1);
    }
    return new TargetAddress(host, Integer.parseInt(text.substring(colon + 1)), target.weight());
  }

  /** The address that the host is, when it is one and no name. */
  byte[] literal() {
    return NetUtil.createByteArrayFromIpAddressString(host);
  }

  /** As the Admin API has it. */
  String text() {
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }
}
