package io.quong.dataplane.explain;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.dataplane.balancer.Balancers;
import io.quong.dataplane.balancer.UpstreamBalancer;
import io.quong.dataplane.path.UpstreamAddress;
import io.quong.dataplane.router.Match;
import io.quong.dataplane.runtime.Runtime;
import io.quong.entity.Service;
import io.quong.entity.Target;
import io.quong.entity.Upstream;

/** Where a request would be sent: path, Host, and the targets among which is chosen. */
final class UpstreamExplanation {
  private UpstreamExplanation() {}

  static ObjectNode of(Runtime runtime, AskedRequest asked, Match match) {
    Service service = match.service();
    ObjectNode shown = JsonNodeFactory.instance.objectNode();
    shown.putObject("service").put("id", service.id()).put("name", service.name());
    shown.put("protocol", service.protocol());
    String query = asked.target().rawQuery();
    boolean grpc = service.protocol().startsWith("grpc");
    String path = grpc ? asked.target().rawPath() : match.upstreamPath();
    shown.put("path", query == null ? path : path + "?" + query);
    boolean preserves = Boolean.TRUE.equals(match.route().preserveHost());
    String preserved = preserves ? asked.host() : null;
    shown.put("host_from", preserved == null ? "service" : "request");
    UpstreamBalancer balancer = runtime.part(Balancers.class).named(service.host());
    boolean https = service.protocol().endsWith("s");
    if (balancer == null) {
      shown.put(
          "host", new UpstreamAddress(preserved, null, https).host(service.host(), service.port()));
      shown.putObject("target").put("host", service.host()).put("port", service.port());
    } else {
      balanced(runtime, balancer.upstream(), new Named(preserved, https), shown);
    }
    shown.put("retries", service.retries());
    shown.put("connect_timeout", service.connectTimeout());
    shown.put("write_timeout", service.writeTimeout());
    return shown.put("read_timeout", service.readTimeout());
  }

  /**
   * @param preserved the request's own Host when it is kept, or null
   */
  private record Named(String preserved, boolean https) {}

  private static void balanced(Runtime runtime, Upstream upstream, Named named, ObjectNode shown) {
    ObjectNode balancing = shown.putObject("balancing");
    balancing.put("upstream", upstream.name()).put("algorithm", upstream.algorithm());
    balancing.put("hash_on", upstream.hashOn());
    UpstreamAddress address =
        new UpstreamAddress(named.preserved(), upstream.hostHeader(), named.https());
    long total = 0;
    var targets = runtime.entities().referring(Target.class, "upstream", upstream.id());
    for (Target target : targets) {
      total += target.weight();
    }
    ArrayNode list = balancing.putArray("targets");
    for (Target target : targets) {
      int colon = target.target().lastIndexOf(':');
      String host = target.target().substring(0, colon);
      if (host.startsWith("[")) {
        host = host.substring(1, host.length() - 1);
      }
      int port = Integer.parseInt(target.target().substring(colon + 1));
      ObjectNode one = list.addObject();
      one.put("target", target.target()).put("weight", target.weight());
      one.put("host", address.host(host, port));
      one.put("share", total == 0 ? 0 : (double) target.weight() / total);
    }
  }
}
