package io.quong.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How {@code GET /} shows settings: Kong's names and types, with the keys that Kong derives. */
final class KongConfiguration {
  private final Settings settings;
  private final Map<String, Object> shown = new LinkedHashMap<>();

  KongConfiguration(Settings settings) {
    this.settings = settings;
  }

  Map<String, Object> shown() {
    for (Key<?> key : Settings.keys()) {
      Object value = settings.shown(key);
      if (value != null) {
        // An empty table of Lua is printed as an object.
        shown.put(key.name(), List.of().equals(value) ? Map.of() : value);
      }
    }
    shown.put(Keys.PREFIX.name(), settings.prefix().toString());
    listeners("proxy", Keys.PROXY_LISTEN);
    listeners("admin", Keys.ADMIN_LISTEN);
    listeners("admin_gui", Keys.ADMIN_GUI_LISTEN);
    listeners("status", Keys.STATUS_LISTEN);
    listeners("stream", Keys.STREAM_LISTEN);
    listeners("cluster", ClusterKeys.CLUSTER_LISTEN);
    shown.put("stream_proxy_ssl_enabled", shown.remove("stream_ssl_enabled"));
    shown.remove("cluster_ssl_enabled");
    shown.put("enabled_headers", EnabledHeaders.shown(settings.get(Keys.HEADERS_ADDED)));
    boolean requestId = !settings.get(Keys.HEADERS_UPSTREAM).equals(List.of("off"));
    shown.put("enabled_headers_upstream", Map.of("x-kong-request-id", requestId));
    shown.put("host_ports", hostPorts());
    shown.put("loaded_vaults", Map.of("env", true));
    directives();
    return shown;
  }

  private void listeners(String of, Key<List<Listen>> key) {
    List<Listen> listens = settings.get(key);
    List<Object> all = new ArrayList<>();
    listens.forEach(listen -> all.add(listener(listen, key == Keys.STREAM_LISTEN)));
    shown.put(of + "_listeners", all.isEmpty() ? Map.of() : all);
    shown.put(of + "_ssl_enabled", listens.stream().anyMatch(Listen::ssl));
  }

  private static Map<String, Object> listener(Listen listen, boolean stream) {
    List<String> flags = listen.flags();
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("ip", listen.address());
    all.put("port", listen.port());
    all.put("listener", listen.toString());
    all.put("ssl", listen.ssl());
    if (stream) {
      all.put("udp", listen.udp());
    } else {
      all.put("http2", flags.contains("http2"));
      all.put("deferred", flags.contains("deferred"));
    }
    all.put("proxy_protocol", listen.proxyProtocol());
    all.put("bind", flags.contains("bind"));
    all.put("reuseport", listen.reuseport());
    all.put("backlog=%d+", listen.backlog() > 0);
    all.put("ipv6only=on", flags.contains("ipv6only=on"));
    all.put("ipv6only=off", flags.contains("ipv6only=off"));
    all.put("so_keepalive=on", flags.contains("so_keepalive=on"));
    all.put("so_keepalive=off", flags.contains("so_keepalive=off"));
    all.put(
        "so_keepalive=%w*:%w*:%d*",
        flags.stream().anyMatch(f -> f.startsWith("so_keepalive=") && f.indexOf(':') > 0));
    return all;
  }

  /** Ports that the node listens on, as texts, and what clients see instead. */
  private Map<String, Object> hostPorts() {
    Map<String, Object> ports = new LinkedHashMap<>();
    for (PortMap map : settings.get(Keys.PORT_MAPS)) {
      ports.put(String.valueOf(map.listening()), map.published());
    }
    return ports;
  }

  private void directives() {
    for (String of :
        List.of("main", "events", "http", "proxy", "upstream", "status", "admin", "stream")) {
      List<Object> list = new ArrayList<>();
      String prefix = "nginx_" + of + "_";
      for (Key<?> key : Settings.keys()) {
        if (key.name().startsWith(prefix) && settings.shownText(key) != null) {
          list.add(directive(key.name().substring(prefix.length()), settings.shownText(key)));
        }
      }
      settings
          .directives()
          .forEach(
              (name, value) -> {
                if (name.startsWith(prefix)) {
                  list.add(directive(name.substring(prefix.length()), value));
                }
              });
      shown.put("nginx_" + of + "_directives", list.isEmpty() ? Map.of() : list);
    }
    settings
        .directives()
        .forEach(
            (name, value) -> {
              if (name.toLowerCase(Locale.ROOT).startsWith("nginx_")) {
                shown.put(name, value);
              }
            });
  }

  private static Map<String, Object> directive(String name, String value) {
    return Map.of("name", name, "value", value);
  }
}
