package io.quong.dataplane.balancer;

import io.quong.dataplane.cluster.ConfigRefused;
import io.quong.dataplane.runtime.ChangedEntities;
import io.quong.dataplane.runtime.RuntimeEntities;
import io.quong.dataplane.runtime.RuntimePart;
import io.quong.entity.Target;
import io.quong.entity.Upstream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jboss.logging.Logger;

/** The upstreams of a configuration by name. One that did not change keeps its pointer. */
public final class Balancers implements RuntimePart {
  private static final Logger LOG = Logger.getLogger(Balancers.class);

  private final Map<String, UpstreamBalancer> byName;

  private Balancers(Map<String, UpstreamBalancer> byName) {
    this.byName = byName;
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
    public Balancers next(RuntimeEntities entities, ChangedEntities changes, Balancers previous)
        throws ConfigRefused {
      boolean touched = changes.touched("upstreams") || changes.touched("targets");
      if (previous != null && !touched) {
        return previous;
      }
      Map<String, UpstreamBalancer> next = new HashMap<>();
      Set<String> changed = changedUpstreams(entities, changes, previous);
      entities.forEach(
          Upstream.class,
          upstream -> {
            UpstreamBalancer before =
                previous == null ? null : previous.byName.get(upstream.name());
            boolean same =
                before != null
                    && !changed.contains(upstream.id())
                    && before.upstream().id().equals(upstream.id());
            next.put(upstream.name(), same ? before : build(upstream, entities));
          });
      return new Balancers(next);
    }

    private UpstreamBalancer build(Upstream upstream, RuntimeEntities entities) {
      if (!"round-robin".equals(upstream.algorithm())) {
        LOG.warnf(
            "upstream %s: algorithm %s is not supported yet, its targets are balanced by weight",
            upstream.name(), upstream.algorithm());
      }
      return new UpstreamBalancer(
          upstream, entities.referring(Target.class, "upstream", upstream.id()), random);
    }

    /** A target that is gone can only be told of by comparing sizes: rebuild whom it touches. */
    private static Set<String> changedUpstreams(
        RuntimeEntities entities, ChangedEntities changes, Balancers previous) {
      Set<String> changed = new HashSet<>(changes.ids("upstreams"));
      for (String id : changes.ids("targets")) {
        Target target = entities.byId(Target.class, id);
        if (target != null) {
          changed.add(target.upstream().id());
        } else if (previous != null) {
          previous.byName.values().forEach(b -> changed.add(b.upstream().id()));
        }
      }
      return changed;
    }
  }
}
