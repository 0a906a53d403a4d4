package io.quong.dataplane.upstream;

import io.quong.dataplane.cluster.ConfigRefused;
import io.quong.dataplane.runtime.ChangedEntities;
import io.quong.dataplane.runtime.RuntimeEntities;
import io.quong.dataplane.runtime.RuntimePart;
import io.quong.entity.Service;
import io.quong.entity.Upstream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The TLS settings of services and upstreams, made once for each distinct set of them. */
public final class TlsClients implements RuntimePart {
  private final Map<TlsDemand, TlsClient> clients;

  /** By upstream name: what an https service that is balanced over it shows. */
  private final Map<String, String> shown;

  private TlsClients(Map<TlsDemand, TlsClient> clients, Map<String, String> shown) {
    this.clients = clients;
    this.shown = shown;
  }

  /**
   * How a service's connections are secured.
   *
   * @param upstream that the service is balanced over, or null
   */
  public TlsClient of(Service service, Upstream upstream) {
    TlsDemand own = TlsDemand.of(service);
    TlsClient found =
        upstream == null ? null : clients.get(own.orCertificate(shown.get(upstream.name())));
    return found == null ? clients.get(own) : found;
  }

  /** Makes the part. */
  public static final class Maker implements RuntimePart.Maker<TlsClients> {
    private final TlsContexts contexts;

    public Maker(TlsContexts contexts) {
      this.contexts = contexts;
    }

    @Override
    public Class<TlsClients> type() {
      return TlsClients.class;
    }

    @Override
    public TlsClients next(RuntimeEntities entities, ChangedEntities changes, TlsClients previous)
        throws ConfigRefused {
      boolean certificates = changes.touched("certificates") || changes.touched("ca_certificates");
      boolean upstreams = changes.touched("upstreams");
      if (previous != null && !certificates && !upstreams && !changes.touched("services")) {
        return previous;
      }
      Map<String, String> shown = previous != null && !upstreams ? previous.shown : shown(entities);
      boolean all = previous == null || certificates || upstreams;
      Map<TlsDemand, TlsClient> next = all ? new HashMap<>() : new HashMap<>(previous.clients);
      for (TlsDemand demand : all ? demands(entities, shown) : demands(entities, changes, shown)) {
        TlsClient known = previous == null ? null : previous.clients.get(demand);
        boolean keep = known != null && !demand.uses(changes);
        next.put(demand, keep ? known : contexts.client(demand, entities));
      }
      return new TlsClients(next, shown);
    }

    private static Map<String, String> shown(RuntimeEntities entities) {
      Map<String, String> shown = new HashMap<>();
      entities.forEach(
          Upstream.class,
          upstream -> {
            if (upstream.clientCertificate() != null) {
              shown.put(upstream.name(), upstream.clientCertificate().id());
            }
          });
      return shown;
    }

    private static Set<TlsDemand> demands(RuntimeEntities entities, Map<String, String> shown) {
      Set<TlsDemand> demands = new HashSet<>(List.of(TlsDemand.NOTHING));
      entities.forEach(Service.class, service -> add(demands, service, shown));
      return demands;
    }

    private static Set<TlsDemand> demands(
        RuntimeEntities entities, ChangedEntities changes, Map<String, String> shown) {
      Set<TlsDemand> demands = new HashSet<>();
      for (String id : changes.ids("services")) {
        Service service = entities.byId(Service.class, id);
        if (service != null) {
          add(demands, service, shown);
        }
      }
      return demands;
    }

    private static void add(Set<TlsDemand> demands, Service service, Map<String, String> shown) {
      TlsDemand own = TlsDemand.of(service);
      demands.add(own);
      demands.add(own.orCertificate(shown.get(service.host())));
    }
  }
}
