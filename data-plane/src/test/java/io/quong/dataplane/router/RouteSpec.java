package io.quong.dataplane.router;

import io.quong.entity.Route;
import io.quong.schema.Ref;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Writes routes in tests: {@code new RouteSpec("a").paths("/p").methods("GET").build()}. */
final class RouteSpec {
  private final String name;
  private UUID id;
  private Set<String> protocols = Set.of("http", "https");
  private boolean strip = true;
  private String service;
  private Set<String> snis;
  private Set<String> methods;
  private List<String> hosts;
  private List<String> paths;
  private Map<String, List<String>> headers;
  private long regexPriority;
  private String pathHandling = "v0";
  private long createdAt = 1;
  private String expression;
  private long priority;

  RouteSpec(String name) {
    this.name = name;
    this.id = UUID.nameUUIDFromBytes(name.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  RouteSpec id(String uuid) {
    id = UUID.fromString(uuid);
    return this;
  }

  RouteSpec id(UUID uuid) {
    id = uuid;
    return this;
  }

  RouteSpec protocols(String... values) {
    protocols = new LinkedHashSet<>(List.of(values));
    return this;
  }

  RouteSpec keep() {
    strip = false;
    return this;
  }

  RouteSpec service(String serviceId) {
    service = serviceId;
    return this;
  }

  RouteSpec snis(String... values) {
    snis = new LinkedHashSet<>(List.of(values));
    return this;
  }

  RouteSpec methods(String... values) {
    methods = new LinkedHashSet<>(List.of(values));
    return this;
  }

  RouteSpec hosts(String... values) {
    hosts = List.of(values);
    return this;
  }

  RouteSpec paths(String... values) {
    paths = List.of(values);
    return this;
  }

  RouteSpec header(String header, String... values) {
    headers = headers == null ? new LinkedHashMap<>() : headers;
    headers.put(header, List.of(values));
    return this;
  }

  RouteSpec regexPriority(long value) {
    regexPriority = value;
    return this;
  }

  RouteSpec pathHandling(String value) {
    pathHandling = value;
    return this;
  }

  RouteSpec createdAt(long value) {
    createdAt = value;
    return this;
  }

  RouteSpec expression(String text, long value) {
    expression = text;
    priority = value;
    return this;
  }

  Route build() {
    return new Route(
        id.toString(),
        createdAt,
        1L,
        name,
        protocols,
        426,
        strip,
        false,
        true,
        true,
        null,
        service == null ? null : new Ref(service),
        snis,
        null,
        null,
        methods,
        hosts,
        paths,
        headers,
        regexPriority,
        pathHandling,
        expression,
        priority);
  }
}
