package io.quong.dataplane.health;

import io.netty.handler.ssl.SslContext;
import io.quong.dataplane.cluster.ConfigRefused;
import io.quong.dataplane.runtime.RuntimeEntities;
import io.quong.dataplane.upstream.TlsContexts;
import io.quong.entity.Upstream;
import io.quong.entity.Upstream.Active;
import java.util.Map;

/**
 * Makes the plans of upstreams. As with Kong, checks of type tcp belong to streams: a node without
 * listeners for them never makes such checks.
 */
public final class ProbePlans implements ProbePlan.Maker {
  private static final double DEFAULT_TIMEOUT = 1;
  private static final int DEFAULT_CONCURRENCY = 10;

  private final TlsContexts contexts;
  private final boolean streams;

  /**
   * @param streams whether the node has listeners for streams
   */
  public ProbePlans(TlsContexts contexts, boolean streams) {
    this.contexts = contexts;
    this.streams = streams;
  }

  @Override
  public ProbePlan of(Upstream upstream, Checks checks, RuntimeEntities entities)
      throws ConfigRefused {
    Active active = checks.probes();
    if (active == null) {
      return null;
    }
    String type = active.type() == null ? "http" : active.type();
    if (type.equals("tcp") && !streams) {
      return null;
    }
    boolean verify = !Boolean.FALSE.equals(active.httpsVerifyCertificate());
    SslContext tls = null;
    if (type.equals("https") || type.equals("grpcs")) {
      String shown =
          upstream.clientCertificate() == null ? null : upstream.clientCertificate().id();
      tls = contexts.probe(shown, verify, entities);
    }
    return new ProbePlan(
        type,
        active.healthy() == null ? 0 : millis(active.healthy().interval(), 0),
        active.unhealthy() == null ? 0 : millis(active.unhealthy().interval(), 0),
        (int) Math.max(1, millis(active.timeout(), DEFAULT_TIMEOUT)),
        active.concurrency() == null ? DEFAULT_CONCURRENCY : active.concurrency(),
        active.httpPath() == null ? "/" : active.httpPath(),
        active.headers() == null ? Map.of() : active.headers(),
        upstream.hostHeader(),
        active.httpsSni(),
        tls,
        verify,
        checks.active());
  }

  private static long millis(Double seconds, double otherwise) {
    return Math.round((seconds == null ? otherwise : seconds) * 1000);
  }
}
