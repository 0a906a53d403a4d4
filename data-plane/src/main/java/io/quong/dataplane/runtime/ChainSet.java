package io.quong.dataplane.runtime;

import io.quong.dataplane.persistent.RadixMap;
import io.quong.entity.Route;

/**
 * The chains of a configuration. Routes without plugins of their own share their service's,
 * services without any share one: so a change of a plugin that all use rebuilds few.
 *
 * @param global what runs without a route
 * @param common for routes that neither themselves nor by their service have plugins
 * @param byService of services with plugins, by id
 * @param byRoute of routes with plugins, by id
 */
record ChainSet(Chain global, Chain common, RadixMap<Chain> byService, RadixMap<Chain> byRoute) {
  static final ChainSet EMPTY =
      new ChainSet(Chain.EMPTY, Chain.EMPTY, RadixMap.empty(), RadixMap.empty());

  Chain of(Route route) {
    Chain own = byRoute.get(route.id());
    if (own == null && route.service() != null) {
      own = byService.get(route.service().id());
    }
    return own == null ? common : own;
  }

  /** For requests to a service that came by no route of it. */
  Chain ofService(String id) {
    Chain own = byService.get(id);
    return own == null ? common : own;
  }
}
