package io.quong.dataplane.router;

import io.quong.entity.Route;
import io.quong.entity.Service;
import java.util.Collection;

/**
 * What differs from the router before. A service that is switched on or off has its routes among
 * the routes.
 *
 * @param routes new and changed ones
 * @param goneRoutes ids
 * @param services new and changed ones
 * @param goneServices ids
 */
public record RouterChange(
    Collection<Route> routes,
    Collection<String> goneRoutes,
    Collection<Service> services,
    Collection<String> goneServices) {}
