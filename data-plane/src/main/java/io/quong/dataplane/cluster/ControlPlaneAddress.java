package io.quong.dataplane.cluster;

import io.quong.cluster.ClusterFiles;
import io.vertx.core.net.HostAndPort;
import java.io.FileNotFoundException;
import java.io.IOException;

/** Where the control plane listens; asked again whenever a connection failed. */
public interface ControlPlaneAddress {
  /**
   * @throws IOException when it is not known now; the message says why
   */
  HostAndPort find() throws IOException;

  /** What the operator set, {@code cluster_control_plane}. */
  static ControlPlaneAddress fixed(String hostAndPort) {
    HostAndPort address = parse(hostAndPort);
    return () -> address;
  }

  /** What the control plane of this machine wrote into the prefix when it last started. */
  static ControlPlaneAddress of(ClusterFiles files) {
    return () -> {
      String written = files.address();
      if (written == null) {
        throw new FileNotFoundException("no control plane has run in this prefix");
      }
      return parse(written);
    };
  }

  private static HostAndPort parse(String text) {
    HostAndPort address = HostAndPort.parseAuthority(text, -1);
    if (address == null || address.port() < 1) {
      throw new IllegalArgumentException("not an address of the form host:port: " + text);
    }
    String host = address.host();
    boolean bracketed = host.startsWith("[");
    return bracketed
        ? HostAndPort.create(host.substring(1, host.length() - 1), address.port())
        : address;
  }
}
