package io.quong.admin.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.admin.store.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The health of one upstream, of its configuration and of what the nodes reported last. Nodes
 * report addresses of names and addresses that are down; any other target is one address, and up.
 */
final class UpstreamHealth {
  private static final String OFF = "HEALTHCHECKS_OFF";

  private final Row upstream;
  private final List<JsonNode> reports = new ArrayList<>();
  private final boolean checked;

  /** An address as it stands; down when any node has it so. */
  private record Address(String ip, int port, long weight, boolean up) {}

  private record Host(Row row, String name, int port, long weight, String dns, List<Address> all) {
    long total() {
      return all.stream().mapToLong(Address::weight).sum();
    }

    long available() {
      return all.stream().filter(Address::up).mapToLong(Address::weight).sum();
    }
  }

  /**
   * @param observed of each connected node
   */
  UpstreamHealth(Row upstream, List<JsonNode> observed) {
    this.upstream = upstream;
    this.checked = isChecked(upstream);
    observed.forEach(node -> reports.add(node.path("upstreams").path(upstream.id())));
  }

  /** Whether anything that is configured can change the health of a target. */
  static boolean isChecked(Row upstream) {
    JsonNode checks = upstream.body().path("healthchecks");
    JsonNode active = checks.path("active");
    JsonNode passive = checks.path("passive").path("unhealthy");
    return active.path("healthy").path("interval").asDouble() > 0
        || active.path("unhealthy").path("interval").asDouble() > 0
        || passive.path("http_failures").asInt() > 0
        || passive.path("tcp_failures").asInt() > 0
        || passive.path("timeouts").asInt() > 0;
  }

  /** Null when no node told yet what the target's name stands for. */
  private Host host(Row row) {
    String target = row.body().path("target").asText();
    int colon = target.lastIndexOf(':');
    int port = Integer.parseInt(target.substring(colon + 1));
    String name = target.substring(0, colon);
    long weight = row.body().path("weight").asLong();
    String dns = null;
    Map<String, Address> addresses = new LinkedHashMap<>();
    for (JsonNode report : reports) {
      JsonNode told = report.path(target);
      dns = told.path("dns").asText(dns);
      for (JsonNode each : told.path("addresses")) {
        boolean own = "SRV".equals(told.path("dns").asText());
        Address address =
            new Address(
                each.path("ip").asText(),
                each.path("port").asInt(),
                own ? each.path("weight").asLong() : weight,
                each.path("up").asBoolean() || !checked);
        addresses.merge(address.ip() + " " + address.port(), address, (a, b) -> a.up() ? b : a);
      }
    }
    boolean literal = name.startsWith("[") || name.matches("[0-9.]+");
    if (dns == null && !literal) {
      return null;
    }
    if (literal && addresses.isEmpty()) {
      addresses.put("", new Address(name, port, weight, true));
      dns = name.startsWith("[") ? "AAAA" : "A";
    }
    return new Host(row, name, port, weight, dns, List.copyOf(addresses.values()));
  }

  /** Adds {@code health} and {@code data} to a target of the list. */
  void show(Row row, ObjectNode target) {
    Host host = host(row);
    if (host == null) {
      return;
    }
    target.put("health", health(host));
    target.set(
        "data",
        data(
            host,
            (address, json) ->
                json.put(
                    "health", !isChecked(host) ? OFF : address.up() ? "HEALTHY" : "UNHEALTHY")));
  }

  private boolean isChecked(Host host) {
    return checked && host.weight() > 0;
  }

  private String health(Host host) {
    if (host.all().isEmpty()) {
      return "DNS_ERROR";
    }
    if (!isChecked(host)) {
      return OFF;
    }
    return host.all().stream().anyMatch(Address::up) ? "HEALTHY" : "UNHEALTHY";
  }

  /** Of the whole upstream: {@code ?balancer_health=1}. Targets come oldest first. */
  ObjectNode balancer(List<Row> rows) {
    ArrayNode hosts = JsonNodeFactory.instance.arrayNode();
    long total = 0;
    long available = 0;
    for (Row row : rows) {
      Host host = host(row);
      if (host != null) {
        total += host.total();
        available += host.available();
        hosts.add(data(host, (address, json) -> json.put("healthy", address.up())));
      }
    }
    double threshold = upstream.body().path("healthchecks").path("threshold").asDouble();
    boolean healthy = total > 0 && available * 100.0 / total > threshold;
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.put("id", upstream.id());
    data.put("health", !checked ? OFF : healthy ? "HEALTHY" : "UNHEALTHY");
    data.put("balancer_health", healthy ? "HEALTHY" : "UNHEALTHY");
    ObjectNode details = data.putObject("details");
    details.put("healthy", healthy);
    weight(details, total, available);
    details.set("hosts", hosts);
    return data;
  }

  private static void weight(ObjectNode to, long total, long available) {
    to.putObject("weight")
        .put("total", total)
        .put("available", available)
        .put("unavailable", total - available);
  }

  private interface Shown {
    void add(Address address, ObjectNode json);
  }

  private static ObjectNode data(Host host, Shown shown) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.put("host", host.name()).put("port", host.port()).put("dns", host.dns());
    data.put("nodeWeight", host.weight());
    weight(data, host.total(), host.available());
    if (host.all().isEmpty()) {
      // As Kong writes an empty list.
      data.putObject("addresses");
      return data;
    }
    ArrayNode addresses = data.putArray("addresses");
    for (Address address : host.all()) {
      ObjectNode json = addresses.addObject();
      json.put("ip", address.ip()).put("port", address.port()).put("weight", address.weight());
      shown.add(address, json);
    }
    return data;
  }
}
