package io.quong.entity;

import io.quong.schema.Ref;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One row of Kong's {@code upstreams}. */
public record Upstream(
    String id,
    Long createdAt,
    String name,
    Long updatedAt,
    String algorithm,
    String hashOn,
    String hashFallback,
    String hashOnHeader,
    String hashFallbackHeader,
    String hashOnCookie,
    String hashOnCookiePath,
    String hashOnQueryArg,
    String hashFallbackQueryArg,
    String hashOnUriCapture,
    String hashFallbackUriCapture,
    Integer slots,
    Healthchecks healthchecks,
    Set<String> tags,
    String hostHeader,
    Ref clientCertificate,
    Boolean useSrvName) {

  /** Part of Upstream. */
  public record Healthchecks(Active active, Passive passive, Double threshold) {}

  /** Part of Upstream. */
  public record Active(
      Integer concurrency,
      Map<String, List<String>> headers,
      Healthy healthy,
      String httpPath,
      String httpsSni,
      Boolean httpsVerifyCertificate,
      Double timeout,
      String type,
      Unhealthy unhealthy) {}

  /** Part of Upstream. */
  public record Healthy(List<Integer> httpStatuses, Double interval, Integer successes) {}

  /** Part of Upstream. */
  public record Unhealthy(
      Integer httpFailures,
      List<Integer> httpStatuses,
      Double interval,
      Integer tcpFailures,
      Integer timeouts) {}

  /** Part of Upstream. */
  public record Passive(Healthy healthy, String type, Unhealthy unhealthy) {}
}
