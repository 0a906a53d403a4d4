package io.quong.dataplane.path;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.plugin.Headers;
import io.quong.plugin.message.ByteText;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What plugins can change of a request, at one moment, as names and texts; secrets are hidden. */
record TraceState(Map<String, String> values) {
  static TraceState of(HttpExchange exchange) {
    Map<String, String> values = new TreeMap<>();
    UpstreamView upstream = exchange.upstream;
    put(values, "method", upstream.method());
    put(values, "query", SecretNames.hideIn(upstream.rawQuery()));
    if (exchange.match != null) {
      put(values, "scheme", upstream.scheme());
      put(values, "path", upstream.path());
    }
    put(values, "host", upstream.host());
    if (upstream.targetHost() != null) {
      put(values, "target", upstream.targetHost() + ":" + upstream.targetPort());
    }
    if (upstream.ownBody() != null) {
      put(values, "body", upstream.ownBody().readableBytes() + " bytes of a plugin's");
    }
    headers(values, "request.headers.", upstream.headers());
    if (exchange.consumer() != null) {
      put(values, "consumer", exchange.consumer().username());
      put(values, "consumer.id", exchange.consumer().id());
    }
    if (exchange.credential() != null) {
      put(values, "credential", exchange.credential().id());
    }
    if (exchange.response.block() != null) {
      put(values, "response.status", Integer.toString(exchange.response.status()));
      headers(values, "response.headers.", exchange.response.headers());
    }
    return new TraceState(values);
  }

  private static void put(Map<String, String> values, String name, String value) {
    if (value != null) {
      values.put(name, ByteText.unicode(value));
    }
  }

  private static void headers(Map<String, String> values, String prefix, Headers headers) {
    for (int line = 0; line < headers.size(); line++) {
      String name = headers.name(line).toLowerCase(Locale.ROOT);
      String value =
          SecretNames.is(name) ? SecretNames.HIDDEN : ByteText.unicode(headers.value(line));
      values.merge(prefix + ByteText.unicode(name), value, (one, more) -> one + ", " + more);
    }
  }

  /** Each that differs, with {@code from} and {@code to}, which are null for what is not there. */
  ObjectNode changesTo(TraceState later) {
    ObjectNode changes = JsonNodeFactory.instance.objectNode();
    Set<String> names = new TreeSet<>(values.keySet());
    names.addAll(later.values.keySet());
    for (String name : names) {
      String from = values.get(name);
      String to = later.values.get(name);
      if (from == null ? to != null : !from.equals(to)) {
        changes.putObject(name).put("from", from).put("to", to);
      }
    }
    return changes;
  }
}
