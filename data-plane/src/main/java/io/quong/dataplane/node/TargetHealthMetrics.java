package io.quong.dataplane.node;

import io.netty.util.NetUtil;
import io.quong.dataplane.plugin.MetricRegistry;
import io.quong.dataplane.runtime.RuntimeEntities;
import io.quong.entity.Target;
import io.quong.entity.Upstream;
import io.quong.entity.Upstream.Active;
import io.quong.entity.Upstream.Healthchecks;
import io.quong.entity.Upstream.Passive;
import io.quong.plugin.Metrics;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * {@code kong_upstream_target_health}: four series for each address of each target, of which one is
 * 1. Made anew for each scrape, so that what is gone from the configuration is gone from here.
 */
final class TargetHealthMetrics {
  private static final String NAME = "kong_upstream_target_health";
  private static final String[] STATES = {"healthchecks_off", "healthy", "unhealthy", "dns_error"};
  private static final int MAX_NAMES = 10_000;

  private final Vertx vertx;
  private final MetricRegistry registry;
  private final Metrics.Gauge health;

  /** The addresses of names, as they were last; names are resolved beside the scrapes. */
  private final Map<String, List<String>> addresses = new ConcurrentHashMap<>();

  TargetHealthMetrics(Vertx vertx, MetricRegistry registry) {
    this.vertx = vertx;
    this.registry = registry;
    health =
        registry.gauge(
            NAME,
            "Health status of targets of upstream. States = healthchecks_off|healthy|unhealthy|"
                + "dns_error, value is 1 when state is populated.",
            "upstream",
            "target",
            "address",
            "state",
            "subsystem");
    registry.showWhile(NAME, () -> false);
  }

  /** Sets the series of a configuration, before a scrape is answered. */
  void refresh(RuntimeEntities entities) {
    registry.clear(NAME);
    if (addresses.size() > MAX_NAMES) {
      addresses.clear();
    }
    entities.forEach(
        Upstream.class,
        upstream -> {
          String good = checksHealth(upstream.healthchecks()) ? "healthy" : "healthchecks_off";
          for (Target target : entities.referring(Target.class, "upstream", upstream.id())) {
            set(upstream.name(), target.target(), good);
          }
        });
  }

  private void set(String upstream, String target, String good) {
    int colon = target.lastIndexOf(':');
    String host = target.substring(0, colon);
    String port = target.substring(colon);
    List<String> found = resolved(host);
    if (found.isEmpty()) {
      set(upstream, target, "", "dns_error");
    }
    for (String address : found) {
      set(upstream, target, address + port, good);
    }
  }

  private void set(String upstream, String target, String address, String state) {
    for (String each : STATES) {
      health.set(each.equals(state) ? 1 : 0, upstream, target, address, each, "http");
    }
  }

  private List<String> resolved(String host) {
    String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    if (NetUtil.isValidIpV4Address(bare) || NetUtil.isValidIpV6Address(bare)) {
      return List.of(host);
    }
    vertx.executeBlocking(() -> addresses.put(host, lookUp(host)), false);
    return addresses.getOrDefault(host, List.of());
  }

  private static List<String> lookUp(String host) {
    List<String> found = new ArrayList<>();
    try {
      for (InetAddress address : InetAddress.getAllByName(host)) {
        String text = address.getHostAddress();
        found.add(text.indexOf(':') < 0 ? text : "[" + text + "]");
      }
    } catch (UnknownHostException unknown) {
      return List.of();
    }
    return found;
  }

  private static boolean checksHealth(Healthchecks checks) {
    if (checks == null) {
      return false;
    }
    Active active = checks.active();
    Passive passive = checks.passive();
    boolean asks =
        active != null
            && ((active.healthy() != null && isOn(active.healthy().interval()))
                || (active.unhealthy() != null && isOn(active.unhealthy().interval())));
    boolean watches =
        passive != null
            && ((passive.healthy() != null && isOn(passive.healthy().successes()))
                || (passive.unhealthy() != null
                    && (isOn(passive.unhealthy().httpFailures())
                        || isOn(passive.unhealthy().tcpFailures())
                        || isOn(passive.unhealthy().timeouts()))));
    return asks || watches;
  }

  private static boolean isOn(Number number) {
    return number != null && number.doubleValue() > 0;
  }
}
