package io.quong.plugins.iprestriction;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** Addresses and ranges; an address of the one family is in no range of the other. */
final class AddressRanges {
  private final List<IpSubnetFilterRule> ranges = new ArrayList<>();

  AddressRanges(List<String> texts) {
    for (String text : texts == null ? List.<String>of() : texts) {
      int slash = text.indexOf('/');
      String address = slash < 0 ? text : text.substring(0, slash);
      int full = address.indexOf(':') < 0 ? 32 : 128;
      int bits = slash < 0 ? full : Integer.parseInt(text.substring(slash + 1));
      ranges.add(new IpSubnetFilterRule(address, bits, IpFilterRuleType.ACCEPT));
    }
  }

  boolean isEmpty() {
    return ranges.isEmpty();
  }

  boolean contain(InetSocketAddress address) {
    for (IpSubnetFilterRule range : ranges) {
      if (range.matches(address)) {
        return true;
      }
    }
    return false;
  }
}
