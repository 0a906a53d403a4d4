package io.quong.dataplane.health;

import io.netty.handler.ssl.SslContext;
import io.quong.dataplane.cluster.ConfigRefused;
import io.quong.dataplane.runtime.RuntimeEntities;
import io.quong.entity.Upstream;
import java.util.List;
import java.util.Map;

/**
 * How the addresses of an upstream are probed. Times in milliseconds.
 *
 * @param type {@code tcp}, {@code http}, {@code https}, {@code grpc} or {@code grpcs}
 * @param healthyEvery how often those that are up are probed; 0 for never
 * @param unhealthyEvery how often those that are down are
 * @param hostHeader the upstream's; null for the target's host
 * @param serverName {@code https_sni}; null for the Host
 * @param tls null for plain connections
 * @param verify whether the certificate's name is checked
 */
public record ProbePlan(
    String type,
    long healthyEvery,
    long unhealthyEvery,
    int timeout,
    int concurrency,
    String path,
    Map<String, List<String>> headers,
    String hostHeader,
    String serverName,
    SslContext tls,
    boolean verify,
    Limits limits) {

  /** Makes plans of configurations. */
  public interface Maker {
    /**
     * @return null when nothing is to be probed
     * @throws ConfigRefused when a certificate is of no use
     */
    ProbePlan of(Upstream upstream, Checks checks, RuntimeEntities entities) throws ConfigRefused;
  }
}
