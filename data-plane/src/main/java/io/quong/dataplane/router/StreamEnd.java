package io.quong.dataplane.router;

import io.quong.entity.Route;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What a route asks of one end of a stream: any of its entries, each an address or a range, a port,
 * or both.
 */
final class StreamEnd {
  static final StreamEnd ANY = new StreamEnd(List.of());

  private static final int IP_WEIGHT = 8;
  private static final int PORT_WEIGHT = 4;
  private static final int RANGE_WEIGHT = 1;

  private final List<Entry> entries;

  /**
   * @param bits the address as {@link #bits} has it, cut to the range's length; null for any
   * @param port -1 for any
   * @param range whether the address was written with a length
   */
  record Entry(String bits, int port, boolean range) {}

  private StreamEnd(List<Entry> entries) {
    this.entries = entries;
  }

  static StreamEnd of(Collection<Route.Address> configured) {
    if (configured == null || configured.isEmpty()) {
      return ANY;
    }
    List<Entry> entries = new ArrayList<>();
    for (Route.Address each : configured) {
      String ip = each.ip();
      int slash = ip == null ? -1 : ip.indexOf('/');
      String bits = ip == null ? null : bits(slash < 0 ? ip : ip.substring(0, slash));
      if (slash >= 0) {
        bits = bits.substring(0, 1 + Integer.parseInt(ip.substring(slash + 1)));
      }
      entries.add(new Entry(bits, each.port() == null ? -1 : each.port(), slash >= 0));
    }
    return new StreamEnd(entries);
  }

  private static String bits(String ip) {
    byte[] bytes = io.netty.util.NetUtil.createByteArrayFromIpAddressString(ip);
    if (bytes == null) {
      throw new IllegalArgumentException("not an IP address: " + ip);
    }
    return bits(bytes);
  }

  /** The address as text: its family, then a character for each bit. A range is a prefix of it. */
  static String bits(InetAddress address) {
    return bits(address.getAddress());
  }

  private static String bits(byte[] bytes) {
    char[] text = new char[1 + bytes.length * 8];
    text[0] = bytes.length == 4 ? '4' : '6';
    for (int i = 1; i < text.length; i++) {
      text[i] = (bytes[(i - 1) / 8] >> (7 - (i - 1) % 8) & 1) == 0 ? '0' : '1';
    }
    return new String(text);
  }

  /** Whether one of the entries has both an address and a port. */
  boolean exact() {
    return entries.stream().anyMatch(entry -> entry.bits() != null && entry.port() >= 0);
  }

  boolean isAny() {
    return entries.isEmpty();
  }

  List<Entry> entries() {
    return entries;
  }

  boolean fits(String bits, int port) {
    for (Entry entry : entries) {
      if ((entry.port() < 0 || entry.port() == port)
          && (entry.bits() == null || bits.startsWith(entry.bits()))) {
        return true;
      }
    }
    return entries.isEmpty();
  }

  /** Kong's weight: an address counts more than a port, and that more than a range. */
  int weight() {
    int weight = 0;
    for (Entry entry : entries) {
      if (entry.bits() != null) {
        weight |= entry.range() ? RANGE_WEIGHT : IP_WEIGHT;
      }
      if (entry.port() >= 0) {
        weight |= PORT_WEIGHT;
      }
    }
    return weight;
  }
}
