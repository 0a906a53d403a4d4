package io.quong.dataplane.explain;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.dataplane.balancer.Balancers;
import io.quong.dataplane.balancer.UpstreamBalancer;
import io.quong.dataplane.path.UpstreamAddress;
import io.quong.dataplane.router.Match;
import io.quong.dataplane.runtime.Runtime;
import io.quong.entity.Consumer;
import io.quong.entity.Service;
import io.quong.entity.Upstream;
import io.quong.plugin.message.ByteText;

/** Where a request would be sent: path, Host, and the targets among which is chosen. */
final class UpstreamExplanation {
  private final Runtime runtime;
  private final AskedRequest asked;
  private final Match match;
  private final Consumer consumer;

  UpstreamExplanation(Runtime runtime, AskedRequest asked, Match match, Consumer consumer) {
    this.runtime = runtime;
    this.asked = asked;
    this.match = match;
    this.consumer = consumer;
  }

  ObjectNode show() {
    Service service = match.service();
    ObjectNode shown = JsonNodeFactory.instance.objectNode();
    shown.set("service", Shown.named(service.id(), service.name()));
    shown.put("protocol", service.protocol());
    boolean grpc = service.protocol().startsWith("grpc");
    String path = grpc ? asked.target().rawPath() : match.upstreamPath();
    String query = asked.shownQuery();
    shown.put("path", ByteText.unicode(query == null ? path : path + "?" + query));
    boolean preserves = Boolean.TRUE.equals(match.route().preserveHost());
    String preserved =
        preserves && asked.host() != null && !asked.host().isEmpty() ? asked.host() : null;
    UpstreamBalancer balancer = runtime.part(Balancers.class).named(service.host());
    boolean https = service.protocol().endsWith("s");
    if (balancer == null) {
      shown.put("host_from", preserved == null ? "service" : "request");
      shown.put(
          "host", new UpstreamAddress(preserved, null, https).host(service.host(), service.port()));
      shown.putObject("target").put("host", service.host()).put("port", service.port());
    } else {
      Upstream upstream = balancer.upstream();
      shown.put(
          "host_from",
          preserved != null ? "request" : upstream.hostHeader() != null ? "upstream" : "target");
      shown.set(
          "balancing",
          new BalancingExplanation(balancer, new HashedRequest(asked, match, consumer))
              .show(new UpstreamAddress(preserved, upstream.hostHeader(), https)));
    }
    shown.put("retries", service.retries());
    shown.put("connect_timeout", service.connectTimeout());
    shown.put("write_timeout", service.writeTimeout());
    return shown.put("read_timeout", service.readTimeout());
  }
}
