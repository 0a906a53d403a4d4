package io.quong.dataplane.runtime;

import io.quong.dataplane.router.Router;
import io.quong.dataplane.router.StreamRouter;
import io.quong.entity.Route;
import java.util.Map;

/**
 * Everything that requests need of one configuration version. Immutable; a request finishes on the
 * one that it began with.
 */
@SuppressWarnings("JavaLangClash") // the design's word; nobody here starts processes
public final class Runtime {
  private final long version;
  private final Router router;
  private final StreamRouter streamRouter;
  private final RuntimeEntities entities;
  private final ChainSet chains;
  private final ChainSet streamChains;
  private final CertificateSource certificates;
  private final Map<Class<?>, RuntimePart> parts;

  Runtime(
      long version,
      Router router,
      StreamRouter streamRouter,
      RuntimeEntities entities,
      ChainSet chains,
      ChainSet streamChains,
      CertificateSource certificates,
      Map<Class<?>, RuntimePart> parts) {
    this.version = version;
    this.router = router;
    this.streamRouter = streamRouter;
    this.entities = entities;
    this.chains = chains;
    this.streamChains = streamChains;
    this.certificates = certificates;
    this.parts = Map.copyOf(parts);
  }

  /** The configuration's version. */
  public long version() {
    return version;
  }

  public Router router() {
    return router;
  }

  /** Picks routes for TCP, TLS and UDP streams. */
  public StreamRouter streamRouter() {
    return streamRouter;
  }

  public RuntimeEntities entities() {
    return entities;
  }

  /** The plugins of a route that this Runtime's router answered with. */
  public Chain chain(Route route) {
    return chains.of(route);
  }

  /** The plugins of a service, and the global ones, for what asks it without a route. */
  public Chain serviceChain(String serviceId) {
    return chains.ofService(serviceId);
  }

  /** The plugins of a stream's route. */
  public Chain streamChain(Route route) {
    return streamChains.of(route);
  }

  /** The plugins of a stream that no route fits: their log phase runs. */
  public Chain globalStreamChain() {
    return streamChains.global();
  }

  /** The plugins that run without a route: rewrite, certificate, and the later phases of a 404. */
  public Chain globalChain() {
    return chains.global();
  }

  public CertificateSource certificates() {
    return certificates;
  }

  /** What another package made of this configuration, such as its balancers. */
  public <P extends RuntimePart> P part(Class<P> type) {
    RuntimePart part = parts.get(type);
    if (part == null) {
      throw new IllegalArgumentException("no maker is registered for " + type.getName());
    }
    return type.cast(part);
  }

  Map<Class<?>, RuntimePart> parts() {
    return parts;
  }
}
