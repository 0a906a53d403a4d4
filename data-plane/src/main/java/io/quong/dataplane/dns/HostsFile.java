package io.quong.dataplane.dns;

import io.netty.resolver.HostsFileEntriesProvider;
import io.netty.util.NetUtil;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jboss.logging.Logger;

/** The entries of a hosts file; read once. {@code localhost} is there whatever the file says. */
final class HostsFile {
  private static final Logger LOG = Logger.getLogger(HostsFile.class);
  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  private final Map<String, Resolution> entries = new HashMap<>();

  HostsFile(Path file) {
    Map<String, List<InetAddress>> second = Map.of();
    try {
      HostsFileEntriesProvider read = HostsFileEntriesProvider.parser().parse(file.toFile());
      second = read.ipv6Entries();
      read.ipv4Entries().forEach((name, addresses) -> put(name, "A", addresses));
    } catch (IOException unreadable) {
      LOG.warnf("%s cannot be read: %s", file, unreadable.getMessage());
    }
    second.forEach((name, addresses) -> put(name, "AAAA", addresses));
    put("localhost", "A", List.of(loopback()));
  }

  private void put(String name, String type, List<InetAddress> addresses) {
    List<Place> places =
        addresses.stream()
            .map(address -> new Place(NetUtil.toAddressString(address), address, 0, 0))
            .toList();
    long forEver = System.nanoTime() + Long.MAX_VALUE / 2;
    entries.putIfAbsent(name.toLowerCase(Locale.ROOT), Resolution.of(type, places, false, forEver));
  }

  private static InetAddress loopback() {
    try {
      return InetAddress.getByAddress("localhost", LOOPBACK);
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Of a name in lower case; or null. */
  Resolution get(String name) {
    return entries.get(name);
  }
}
