package io.quong.dataplane.explain;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.dataplane.balancer.HashSource;
import io.quong.dataplane.balancer.UpstreamBalancer;
import io.quong.dataplane.path.UpstreamAddress;
import io.quong.entity.Upstream;

/** The targets among which is chosen, and how. */
record BalancingExplanation(UpstreamBalancer balancer, HashSource hashed) {
  /**
   * @param named tells the Host header towards each target; null for streams, which have none
   */
  ObjectNode show(UpstreamAddress named) {
    Upstream upstream = balancer.upstream();
    ObjectNode balancing = JsonNodeFactory.instance.objectNode();
    balancing.put("upstream", upstream.name()).put("algorithm", upstream.algorithm());
    balancing.put("hash_on", upstream.hashOn());
    balancing.put("choice", choice());
    long available = 0;
    for (UpstreamBalancer.Standing each : balancer.standings()) {
      available += each.up() ? each.weight() : 0;
    }
    ArrayNode list = balancing.putArray("targets");
    for (UpstreamBalancer.Standing each : balancer.standings()) {
      ObjectNode one = list.addObject();
      one.put("target", each.target()).put("address", each.address());
      one.put("weight", each.weight()).put("up", each.up());
      if (named != null) {
        one.put("host", host(each, named));
      }
      one.put("share", available == 0 || !each.up() ? 0 : (double) each.weight() / available);
    }
    return balancing;
  }

  private static String host(UpstreamBalancer.Standing standing, UpstreamAddress named) {
    int colon = standing.target().lastIndexOf(':');
    String host = standing.target().substring(0, colon);
    String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    String address = standing.address();
    return named.host(bare, Integer.parseInt(address.substring(address.lastIndexOf(':') + 1)));
  }

  /** How the first attempt's target is chosen; with a hash also which one it is. */
  private String choice() {
    if (!balancer.ready()) {
      return "none yet: the names of the targets are being resolved";
    }
    if (!balancer.healthy()) {
      return "none: 503 failure to get a peer from the ring-balancer";
    }
    String address = balancer.hashed(hashed);
    if (address != null) {
      return hashed instanceof HashedRequest request && request.newCookie()
          ? "by a cookie that is made and set"
          : address;
    }
    return switch (String.valueOf(balancer.upstream().algorithm())) {
      case "least-connections" -> "the one with the fewest open requests for its weight";
      case "latency" -> "the one that answered fastest lately";
      default -> "in turn, by weight";
    };
  }
}
