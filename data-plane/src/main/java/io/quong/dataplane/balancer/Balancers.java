package io.quong.dataplane.balancer;

import io.quong.dataplane.persistent.RadixMap;
import io.quong.dataplane.runtime.ChangedEntities;
import io.quong.dataplane.runtime.RuntimeEntities;
import io.quong.dataplane.runtime.RuntimePart;
import io.quong.entity.Target;
import io.quong.entity.Upstream;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * The upstreams of a configuration by name. One that did not change, nor any of its targets, is the
 * same object as before and keeps its pointer; a change costs no more with more upstreams.
 */
public final class Balancers implements RuntimePart {
  private static final Logger LOG = Logger.getLogger(Balancers.class);
  private static final Balancers NONE =
      new Balancers(RadixMap.empty(), RadixMap.empty(), RadixMap.empty());

  private final RadixMap<UpstreamBalancer> byName;

  /** Names of upstreams by id. */
  private final RadixMap<String> names;

  /** Ids of upstreams by those of their targets. */
  private final RadixMap<String> owners;

  private Balancers(
      RadixMap<UpstreamBalancer> byName, RadixMap<String> names, RadixMap<String> owners) {
    this.byName = byName;
    this.names = names;
    this.owners = owners;
  }

  /** The upstream of the name, which a service's host is compared with, case and all; or null. */
  public UpstreamBalancer named(String name) {
    return byName.get(name);
  }

  /** Makes the part. */
  public static final class Maker implements RuntimePart.Maker<Balancers> {
    private final Random random;

    public Maker(Random random) {
      this.random = random;
    }

    @Override
    public Class<Balancers> type() {
      return Balancers.class;
    }

    @Override
    public Balancers next(RuntimeEntities entities, ChangedEntities changes, Balancers previous) {
      Balancers before = previous == null ? NONE : previous;
      Set<String> touched = new HashSet<>(changes.ids("upstreams"));
      RadixMap<String> owners = owners(entities, changes, before, touched);
      if (previous != null && touched.isEmpty()) {
        return previous;
      }
      RadixMap<UpstreamBalancer> byName = before.byName;
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
      return new Balancers(byName, names, owners);
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

    private UpstreamBalancer build(Upstream upstream, RuntimeEntities entities) {
      if (upstream.algorithm() != null && !"round-robin".equals(upstream.algorithm())) {
        LOG.warnf(
            "upstream %s: algorithm %s is not supported yet, its targets are balanced by weight",
            upstream.name(), upstream.algorithm());
      }
      return new UpstreamBalancer(
          upstream, entities.referring(Target.class, "upstream", upstream.id()), random);
    }
  }
}
