package io.quong.dataplane.balancer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.channel.EventLoop;
import io.quong.dataplane.balancer.Addresses.TargetAddresses;
import io.quong.dataplane.dns.DnsSettings;
import io.quong.dataplane.dns.Names;
import io.quong.entity.Upstream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** What a node keeps of upstreams over configurations: their health, and names. */
public final class Upkeep implements AutoCloseable {
  /** So that a report stays small whatever is configured. */
  private static final int MOST_REPORTED = 5_000;

  /** How long the health of a deleted upstream's addresses waits for one of the same name. */
  private static final long REMEMBERED_SECONDS = 300;

  private final List<EventLoop> loops;
  private final Names names;
  private final Map<String, Watch> watches = new ConcurrentHashMap<>();

  /** By upstreams' names. */
  private final Map<String, Map<String, AddressState>> remembered = new ConcurrentHashMap<>();

  private volatile Runnable listener = () -> {};

  public Upkeep(List<EventLoop> loops, DnsSettings dns) {
    this.loops = loops;
    this.names = new Names(dns, loops.get(0));
  }

  public Names names() {
    return names;
  }

  /** Is told when what {@link #observe} has to say changed; not to block. */
  public void listen(Runnable news) {
    listener = news;
  }

  Watch watch(String upstream) {
    return watches.computeIfAbsent(
        upstream,
        id ->
            new Watch(
                loops.get(Math.floorMod(id.hashCode(), loops.size())),
                names,
                () -> listener.run()));
  }

  /** Watches an upstream; a new one takes over what is known by its name, as Kong does. */
  Watch watch(String upstream, String name) {
    boolean fresh = !watches.containsKey(upstream);
    Watch watch = watch(upstream);
    Map<String, AddressState> known = fresh ? remembered.remove(name) : null;
    if (known != null) {
      watch.takeOver(known);
    }
    return watch;
  }

  void drop(String upstream) {
    Watch gone = watches.remove(upstream);
    if (gone == null) {
      return;
    }
    UpstreamBalancer balancer = gone.current();
    if (balancer != null && balancer.checks().on()) {
      String name = balancer.upstream().name();
      Map<String, AddressState> states = gone.states();
      remembered.put(name, states);
      loops
          .get(0)
          .schedule(() -> remembered.remove(name, states), REMEMBERED_SECONDS, TimeUnit.SECONDS);
    }
    gone.stop();
  }

  /**
   * An operator's word on a target.
   *
   * @param upstream its id
   * @param target {@code host:port} as the Admin API has it
   * @param address {@code ip:port}; null for all of the target's
   */
  public void mark(String upstream, String target, String address, boolean healthy) {
    Watch watch = watches.get(upstream);
    if (watch != null) {
      watch.mark(target, address, healthy);
    }
  }

  /** Is told of an address of a target. */
  public interface HealthVisitor {
    /**
     * @param upstream its name
     * @param target {@code host:port}
     * @param address {@code ip:port}; empty when the name has none
     * @param state {@code healthchecks_off}, {@code healthy}, {@code unhealthy} or {@code
     *     dns_error}
     */
    void address(String upstream, String target, String address, String state);
  }

  /** All addresses of all upstreams, as metrics show them. */
  public void visit(HealthVisitor visitor) {
    for (Watch watch : watches.values()) {
      UpstreamBalancer balancer = watch.current();
      if (balancer == null) {
        continue;
      }
      Upstream upstream = balancer.upstream();
      for (TargetAddresses target : balancer.addresses().targets()) {
        String text = target.target().text();
        if (target.addresses().isEmpty()) {
          visitor.address(upstream.name(), text, "", "dns_error");
        }
        for (Address address : target.addresses()) {
          boolean off = !balancer.checks().on() || address.weight == 0;
          String up = address.up() ? "healthy" : "unhealthy";
          visitor.address(upstream.name(), text, address.text(), off ? "healthchecks_off" : up);
        }
      }
    }
  }

  /**
   * Adds {@code upstreams} to what the node reports: by the upstream's id and the target's text
   * what a reader can't know by the configuration, which is addresses of names and addresses that
   * are down.
   */
  public void observe(ObjectNode observed) {
    ObjectNode upstreams = observed.putObject("upstreams");
    int reported = 0;
    for (Map.Entry<String, Watch> entry : watches.entrySet()) {
      UpstreamBalancer balancer = entry.getValue().current();
      if (balancer == null) {
        continue;
      }
      ObjectNode targets = null;
      for (TargetAddresses target : balancer.addresses().targets()) {
        boolean plain =
            target.target().literal() != null && target.addresses().stream().allMatch(Address::up);
        if (plain || target.dns() == null) {
          continue;
        }
        if (++reported > MOST_REPORTED) {
          return;
        }
        targets = targets == null ? upstreams.putObject(entry.getKey()) : targets;
        report(targets.putObject(target.target().text()), target);
      }
    }
  }

  private static void report(ObjectNode to, TargetAddresses target) {
    to.put("dns", target.dns());
    ArrayNode addresses = to.putArray("addresses");
    for (Address address : target.addresses()) {
      addresses
          .addObject()
          .put("ip", address.host)
          .put("port", address.port)
          .put("weight", address.weight)
          .put("up", address.up());
    }
  }

  /** Asks no more names and probes no more. */
  @Override
  public void close() {
    List.copyOf(watches.keySet()).forEach(this::drop);
    names.close();
  }
}
