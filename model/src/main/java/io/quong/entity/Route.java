package io.quong.entity;

import io.quong.schema.Ref;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One row of Kong's {@code routes}. */
public record Route(
    String id,
    Long createdAt,
    Long updatedAt,
    String name,
    Set<String> protocols,
    Integer httpsRedirectStatusCode,
    Boolean stripPath,
    Boolean preserveHost,
    Boolean requestBuffering,
    Boolean responseBuffering,
    Set<String> tags,
    Ref service,
    Set<String> snis,
    Set<Address> sources,
    Set<Address> destinations,
    Set<String> methods,
    List<String> hosts,
    List<String> paths,
    Map<String, List<String>> headers,
    Long regexPriority,
    String pathHandling) {

  /** Part of Route. */
  public record Address(String ip, Integer port) {}
}
