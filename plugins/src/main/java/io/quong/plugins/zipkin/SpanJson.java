package io.quong.plugins.zipkin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.util.NetUtil;

/** A span as Zipkin's API takes it; times in microseconds. */
final class SpanJson {
  private final ObjectNode json = JsonNodeFactory.instance.objectNode();
  private final long start;
  private ObjectNode tags;

  SpanJson(String name, String kind, long start, String localService) {
    this.start = start;
    json.put("name", name).put("kind", kind).put("timestamp", start);
    json.putObject("localEndpoint").put("serviceName", localService);
    json.putNull("remoteEndpoint");
  }

  SpanJson ids(String trace, String id, String parent) {
    json.put("traceId", trace).put("id", id);
    if (parent != null) {
      json.put("parentId", parent);
    }
    return this;
  }

  SpanJson end(long end) {
    json.put("duration", Math.max(0, end - start));
    return this;
  }

  /** The other side; null for what is not known of it. */
  SpanJson remote(String service, String ip, int port) {
    if (service == null && ip == null) {
      return this;
    }
    ObjectNode endpoint = json.putObject("remoteEndpoint");
    if (service != null) {
      endpoint.put("serviceName", service);
    }
    if (ip != null) {
      endpoint.put(NetUtil.isValidIpV6Address(ip) ? "ipv6" : "ipv4", ip).put("port", port);
    }
    return this;
  }

  /** Left out when it is null or empty. */
  SpanJson tag(String name, String value) {
    if (value != null && !value.isEmpty()) {
      if (tags == null) {
        tags = json.putObject("tags");
      }
      tags.put(name, value);
    }
    return this;
  }

  /** Left out when the time is 0: the moment did not come. */
  SpanJson annotation(String value, long time) {
    if (time > 0) {
      ArrayNode all =
          json.get("annotations") instanceof ArrayNode there ? there : json.putArray("annotations");
      all.addObject().put("value", value).put("timestamp", time);
    }
    return this;
  }

  @Override
  public String toString() {
    return json.toString();
  }
}
