package io.quong.plugins.opentelemetry;

import io.vertx.core.buffer.Buffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The requests of OTLP: spans or log records of one resource and one scope. */
final class Otlp {
  private final ProtoWriter resource;

  /**
   * @param attributes the configuration's, which win over the gateway's own; null for none
   */
  Otlp(String nodeId, String version, Map<String, String> attributes) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("service.name", "kong");
    all.put("service.instance.id", nodeId);
    all.put("service.version", version);
    if (attributes != null) {
      all.putAll(attributes);
    }
    resource = new ProtoWriter().attributes(1, all);
  }

  /** ExportTraceServiceRequest and ExportLogsServiceRequest have the same form. */
  Buffer request(List<Buffer> items) {
    ProtoWriter scoped =
        new ProtoWriter().message(1, new ProtoWriter().text(1, "kong-internal").text(2, "0.1.0"));
    items.forEach(item -> scoped.bytes(2, item));
    return new ProtoWriter()
        .message(1, new ProtoWriter().message(1, resource).message(2, scoped))
        .bytes();
  }
}
