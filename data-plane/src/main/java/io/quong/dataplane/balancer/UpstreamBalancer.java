package io.quong.dataplane.balancer;

import io.netty.channel.EventLoop;
import io.quong.dataplane.balancer.Addresses.TargetAddresses;
import io.quong.dataplane.dns.Resolution;
import io.quong.dataplane.error.ProxyError;
import io.quong.dataplane.health.Checks;
import io.quong.dataplane.health.Report;
import io.quong.entity.Target;
import io.quong.entity.Upstream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * The targets of one upstream as one configuration has them. Which addresses they stand for and
 * which of those are up changes while it lives.
 */
public final class UpstreamBalancer {
  private final Upstream upstream;
  private final Checks checks;
  private final List<TargetHost> targets;
  private final Watch watch;
  private final Random random;
  private final HashRule hashRule;
  private final boolean counting;

  /** Who waits for the first addresses. */
  private final List<Runnable> waiting = new ArrayList<>();

  private volatile Addresses current;
  private volatile boolean pending;

  UpstreamBalancer(Upstream upstream, List<Target> entities, Watch watch, Random random) {
    this.upstream = upstream;
    this.checks = Checks.of(upstream);
    this.watch = watch;
    this.random = random;
    String algorithm = upstream.algorithm();
    this.hashRule = "consistent-hashing".equals(algorithm) ? new HashRule(upstream) : null;
    this.counting = "least-connections".equals(algorithm) || "latency".equals(algorithm);
    this.targets =
        entities.stream()
            .sorted(Comparator.comparing(Target::id))
            .map(TargetAddress::of)
            .map(target -> new TargetHost(target, watch))
            .toList();
    rebuild();
  }

  public Upstream upstream() {
    return upstream;
  }

  Checks checks() {
    return checks;
  }

  Addresses addresses() {
    return current;
  }

  /** Targets that are names. */
  List<TargetHost> named() {
    return targets.stream().filter(TargetHost::isName).toList();
  }

  /** How the request is to be hashed; null when it is not. */
  HashRule hashRule() {
    return hashRule;
  }

  /** Whether a choice may be made now; otherwise names are being resolved for the first time. */
  public boolean ready() {
    return !pending || current.total() > 0;
  }

  void whenReady(EventLoop loop, Runnable then) {
    synchronized (this) {
      if (!ready()) {
        waiting.add(() -> loop.execute(then));
        return;
      }
    }
    then.run();
  }

  /**
   * An address of a target as it stands now.
   *
   * @param target as configured
   * @param weight 0 for one that takes nothing
   * @param up whether its health lets it be chosen
   */
  public record Standing(String target, String address, int weight, boolean up) {}

  /** All addresses of all targets, in the order of the targets' ids. */
  public List<Standing> standings() {
    List<Standing> all = new ArrayList<>();
    for (TargetAddresses target : current.targets()) {
      for (Address address : target.addresses()) {
        all.add(new Standing(target.target().text(), address.text(), address.weight, address.up()));
      }
    }
    return all;
  }

  /** Whether so much of the weight is up that the upstream is asked at all. */
  public boolean healthy() {
    return current.healthy();
  }

  /**
   * Where the first attempt of a request goes whose choice does not depend on others.
   *
   * @return null when the upstream does not hash, and when there is no address
   */
  public String hashed(HashSource source) {
    Addresses now = current;
    Address chosen =
        hashRule == null || !now.healthy()
            ? null
            : now.picker().pick(hashRule.of(source), List.of());
    return chosen == null ? null : chosen.text();
  }

  /** The servers answered, or failed to; answers whether there are other addresses now. */
  boolean resolved(TargetHost target, Resolution resolution) {
    boolean news = target.resolved(resolution);
    if (news) {
      rebuild();
    }
    return news;
  }

  /** Works out anew what is there and what is up. */
  synchronized void rebuild() {
    List<TargetAddresses> all = new ArrayList<>(targets.size());
    List<Address> weighted = new ArrayList<>();
    List<Address> up = new ArrayList<>();
    long total = 0;
    long available = 0;
    boolean waits = false;
    for (TargetHost target : targets) {
      waits |= target.isPending();
      TargetAddresses its = target.addresses(checks.on());
      all.add(its);
      for (Address address : its.addresses()) {
        total += address.weight;
        if (address.weight > 0) {
          weighted.add(address);
          if (address.up()) {
            available += address.weight;
            up.add(address);
          }
        }
      }
    }
    boolean healthy = total > 0 && available * 100.0 / total > checks.threshold();
    current = new Addresses(all, picker(weighted, up), total, available, healthy);
    pending = waits;
    if (ready()) {
      waiting.forEach(Runnable::run);
      waiting.clear();
    }
  }

  private Picker picker(List<Address> weighted, List<Address> up) {
    if (hashRule != null) {
      int slots = upstream.slots() == null ? 0 : upstream.slots();
      return new Ring(weighted, targets.size(), slots);
    }
    if (!counting) {
      return new Wheel(up, random);
    }
    if ("least-connections".equals(upstream.algorithm())) {
      return new Heap(up, Heap::openRequests, true, random);
    }
    assumeLatency(up);
    return new Heap(up, Heap::latency, false, random);
  }

  private static void assumeLatency(List<Address> up) {
    double sum = 0;
    int measured = 0;
    for (Address address : up) {
      if (address.state.measured()) {
        sum += address.state.latency();
        measured++;
      }
    }
    for (Address address : up) {
      if (measured > 0 && !address.state.measured()) {
        address.state.assume(sum / measured, System.nanoTime());
      }
    }
  }

  /** A request goes to the address. */
  void begun(Address address) {
    if (counting) {
      address.state.open.incrementAndGet();
      current.picker().changed(address);
    }
  }

  /**
   * It is over there.
   *
   * @param nanos how long the upstream took; less than 0 when it did not answer
   */
  void ended(Address address, long nanos) {
    if (counting) {
      address.state.open.decrementAndGet();
      if (nanos >= 0) {
        address.state.took(nanos / 1e9, System.nanoTime());
      }
      current.picker().changed(address);
    }
  }

  void answered(Address address, int status) {
    if (checks.on()) {
      report(address, checks.passive().ofResponse(status));
    }
  }

  void failed(Address address, ProxyError error) {
    if (checks.on()) {
      report(
          address,
          switch (error) {
            case CONNECT_TIMEOUT, RESPONSE_TIMEOUT -> Report.TIMEOUT;
            case CONNECT_FAILED, CLOSED_BEFORE_RESPONSE, MALFORMED_RESPONSE -> Report.TCP_FAILURE;
            default -> null;
          });
    }
  }

  private void report(Address address, Report report) {
    if (report != null && address.state.health.report(report, checks.passive())) {
      watch.changed(address);
    }
  }
}
