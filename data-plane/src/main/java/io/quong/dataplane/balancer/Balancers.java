package io.quong.dataplane.balancer;

import io.quong.dataplane.cluster.ConfigRefused;
import io.quong.dataplane.dns.Names;
import io.quong.dataplane.health.ProbePlan;
import io.quong.dataplane.persistent.RadixMap;
import io.quong.dataplane.runtime.ChangedEntities;
import io.quong.dataplane.runtime.RuntimeEntities;
import io.quong.dataplane.runtime.RuntimePart;
import io.quong.entity.Target;
import io.quong.entity.Upstream;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;

/**
 * The upstreams of a configuration by name. One that did not change, nor any of its targets, is the
 * same object as before and keeps its pointer; a change costs no more with more upstreams.
 */
public final class Balancers implements RuntimePart {
  private final Upkeep upkeep;
  private final RadixMap<Followed> byName;

  /** Names of upstreams by id. */
  private final RadixMap<String> names;

  /** Ids of upstreams by those of their targets. */
  private final RadixMap<String> owners;

  /** What this was made from and which upstreams differ, until it is known to be live. */
  private Balancers before;

  private Set<String> touched = Set.of();

  private Balancers(
      Upkeep upkeep, RadixMap<Followed> byName, RadixMap<String> names, RadixMap<String> owners) {
    this.upkeep = upkeep;
    this.byName = byName;
    this.names = names;
    this.owners = owners;
  }

  private record Followed(UpstreamBalancer balancer, ProbePlan plan) {}

  /** The upstream of the name, which a service's host is compared with, case and all; or null. */
  public UpstreamBalancer named(String name) {
    Followed found = byName.get(name);
    return found == null ? null : found.balancer();
  }

  /** Resolves what is no upstream. */
  Names names() {
    return upkeep.names();
  }

  private Followed byId(String id) {
    String name = names.get(id);
    return name == null ? null : byName.get(name);
  }

  /** Has all that differs from the one before looked after as this one says. */
  private void follow(Set<String> ids) {
    for (String id : ids) {
      Followed followed = byId(id);
      if (followed == null) {
        upkeep.drop(id);
      } else {
        upkeep
            .watch(id, followed.balancer().upstream().name())
            .follow(followed.balancer(), followed.plan());
      }
    }
  }

  /** Of a configuration that never came to live: those before it are looked after again. */
  @Override
  public synchronized void close() {
    if (before != null) {
      before.follow(touched);
    }
  }

  private synchronized void live() {
    before = null;
  }

  /** Makes the part. */
  public static final class Maker implements RuntimePart.Maker<Balancers> {
    private final Upkeep upkeep;
    private final ProbePlan.Maker plans;
    private final Random random;

    public Maker(Upkeep upkeep, ProbePlan.Maker plans, Random random) {
      this.upkeep = upkeep;
      this.plans = plans;
      this.random = random;
    }

    @Override
    public Class<Balancers> type() {
      return Balancers.class;
    }

    @Override
    public Balancers next(RuntimeEntities entities, ChangedEntities changes, Balancers previous)
        throws ConfigRefused {
      Balancers before =
          previous == null
              ? new Balancers(upkeep, RadixMap.empty(), RadixMap.empty(), RadixMap.empty())
              : previous;
      before.live();
      Set<String> touched = new HashSet<>(changes.ids("upstreams"));
      RadixMap<String> owners = owners(entities, changes, before, touched);
      if (previous != null && touched.isEmpty()) {
        return previous;
      }
      RadixMap<Followed> byName = before.byName;
      RadixMap<String> names = before.names;
      // First all that go, so that a name may pass from one upstream to another.
      for (String id : touched) {
        String name = before.names.get(id);
        if (name != null) {
          byName = byName.without(name);
          names = names.without(id);
        }
      }
      for (String id : touched) {
        Upstream upstream = entities.byId(Upstream.class, id);
        if (upstream != null) {
          byName = byName.with(upstream.name(), build(upstream, entities));
          names = names.with(id, upstream.name());
        }
      }
      Balancers next = new Balancers(upkeep, byName, names, owners);
      next.before = before;
      next.touched = touched;
      next.follow(touched);
      return next;
    }

    /**
     * @param touched gets the upstreams of targets that changed, came or went
     */
    private static RadixMap<String> owners(
        RuntimeEntities entities, ChangedEntities changes, Balancers before, Set<String> touched) {
      RadixMap<String> owners = before.owners;
      for (String id : changes.ids("targets")) {
        String owner = owners.get(id);
        if (owner != null) {
          touched.add(owner);
          owners = owners.without(id);
        }
        Target target = entities.byId(Target.class, id);
        if (target != null) {
          touched.add(target.upstream().id());
          owners = owners.with(id, target.upstream().id());
        }
      }
      return owners;
    }

    private Followed build(Upstream upstream, RuntimeEntities entities) throws ConfigRefused {
      UpstreamBalancer balancer =
          new UpstreamBalancer(
              upstream,
              entities.referring(Target.class, "upstream", upstream.id()),
              upkeep.watch(upstream.id(), upstream.name()),
              random);
      return new Followed(balancer, plans.of(upstream, balancer.checks(), entities));
    }
  }
}
