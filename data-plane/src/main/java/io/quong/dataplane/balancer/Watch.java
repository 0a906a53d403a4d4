package io.quong.dataplane.balancer;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import io.quong.dataplane.balancer.Addresses.TargetAddresses;
import io.quong.dataplane.dns.Names;
import io.quong.dataplane.health.ProbePlan;
import io.quong.dataplane.health.Probed;
import io.quong.dataplane.health.Prober;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * What is kept of an upstream while its configurations come and go: the state of its addresses, the
 * times at which names are looked up, the probes. Each upstream is watched from one loop, so that
 * one node probes an address from one place only.
 */
final class Watch {
  private static final Logger LOG = Logger.getLogger(Watch.class);

  private final EventLoop loop;
  private final Names names;
  private final Runnable news;
  private final Prober prober;
  private final Map<String, AddressState> states = new ConcurrentHashMap<>();
  private volatile UpstreamBalancer current;
  private ScheduledFuture<?> renewal;

  /**
   * @param news is told when addresses or their health changed
   */
  Watch(EventLoop loop, Names names, Runnable news) {
    this.loop = loop;
    this.names = names;
    this.news = news;
    this.prober = new Prober(loop, names, this::probed, this::rebuild);
  }

  Names names() {
    return names;
  }

  /** What is known of an address; kept from now on. */
  AddressState state(String key) {
    return states.computeIfAbsent(key, unused -> new AddressState());
  }

  /** What is known of all addresses. */
  Map<String, AddressState> states() {
    return Map.copyOf(states);
  }

  void takeOver(Map<String, AddressState> known) {
    states.putAll(known);
  }

  /** The balancer that counts, or null. */
  UpstreamBalancer current() {
    return current;
  }

  /**
   * Looks after this one from now on.
   *
   * @param plan null for no probes
   */
  void follow(UpstreamBalancer balancer, ProbePlan plan) {
    loop.execute(
        () -> {
          current = balancer;
          if (!balancer.checks().on()) {
            states.values().forEach(state -> state.health.set(true));
          }
          prober.follow(plan);
          renew();
        });
  }

  void stop() {
    loop.execute(
        () -> {
          current = null;
          prober.follow(null);
          if (renewal != null) {
            renewal.cancel(false);
          }
        });
  }

  private void renew() {
    UpstreamBalancer balancer = current;
    if (balancer == null) {
      return;
    }
    for (TargetHost target : balancer.named()) {
      if (target.isPending() || target.dueIn() <= TimeUnit.SECONDS.toNanos(1)) {
        names.renew(
            target.host(),
            loop,
            answer -> {
              if (balancer.resolved(target, answer)) {
                news.run();
              }
              schedule();
            });
      }
    }
    schedule();
  }

  private void schedule() {
    UpstreamBalancer balancer = current;
    if (renewal != null) {
      renewal.cancel(false);
      renewal = null;
    }
    long due = Long.MAX_VALUE;
    for (TargetHost target : balancer == null ? List.<TargetHost>of() : balancer.named()) {
      if (!target.isPending()) {
        due = Math.min(due, target.dueIn());
      }
    }
    if (due < TimeUnit.DAYS.toNanos(365)) {
      renewal = loop.schedule(this::renew, due, TimeUnit.NANOSECONDS);
    }
  }

  /** A request found an address to be down, or up again. */
  void changed(Address address) {
    LOG.infof("%s is %s", address.text(), address.up() ? "healthy" : "unhealthy");
    loop.execute(this::rebuild);
  }

  private void rebuild() {
    UpstreamBalancer balancer = current;
    if (balancer == null) {
      return;
    }
    balancer.rebuild();
    Set<AddressState> there = new HashSet<>();
    balancer
        .addresses()
        .targets()
        .forEach(target -> target.addresses().forEach(address -> there.add(address.state)));
    states.values().retainAll(there);
    news.run();
  }

  /**
   * An operator's word on the addresses of a target.
   *
   * @param address {@code ip:port}; null for all of the target's
   */
  void mark(String target, String address, boolean healthy) {
    loop.execute(
        () -> {
          UpstreamBalancer balancer = current;
          if (balancer == null || !balancer.checks().on()) {
            return;
          }
          for (TargetAddresses its : balancer.addresses().targets()) {
            for (Address each : its.addresses()) {
              boolean named = address == null || address.equals(each.text());
              if (named && its.target().text().equals(target)) {
                each.state.health.set(healthy);
              }
            }
          }
          rebuild();
        });
  }

  private List<Probed> probed() {
    List<Probed> probed = new ArrayList<>();
    UpstreamBalancer balancer = current;
    if (balancer != null) {
      for (TargetAddresses target : balancer.addresses().targets()) {
        for (Address each : target.addresses()) {
          if (each.weight > 0) {
            probed.add(
                new Probed(
                    target.target().host(), each.host, each.port, each.socket, each.state.health));
          }
        }
      }
    }
    return probed;
  }
}
