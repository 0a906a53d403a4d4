package io.quong.plugins.proxycache;

import io.quong.plugin.Headers;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Which answers may be kept, and for how long. */
final class Storable {
  private final Set<Integer> statuses;
  private final List<ContentType> types;
  private final boolean cacheControl;
  private final long cacheTtl;
  private final Integer storageTtl;
  private final Clock clock;

  Storable(ProxyCacheConfig config, Clock clock) {
    this.statuses = Set.copyOf(config.responseCode());
    this.types =
        config.contentType().stream().map(ContentType::parse).filter(Objects::nonNull).toList();
    this.cacheControl = Boolean.TRUE.equals(config.cacheControl());
    this.cacheTtl = config.cacheTtl() == null ? 300 : config.cacheTtl();
    this.storageTtl = config.storageTtl();
    this.clock = clock;
  }

  /** Seconds for which the answer is fresh; 0 when it may not be kept. */
  long ttl(int status, Headers answer) {
    if (!statuses.contains(status) || !typeListed(answer.all("Content-Type"))) {
      return 0;
    }
    if (!cacheControl) {
      return cacheTtl;
    }
    CacheControl said = CacheControl.of(answer);
    return said.has("private") || said.has("no-store") || said.has("no-cache")
        ? 0
        : said.freshFor(answer, clock.instant());
  }

  private boolean typeListed(List<String> lines) {
    ContentType type = lines.size() == 1 ? ContentType.parse(lines.get(0)) : null;
    if (type == null) {
      return false;
    }
    for (ContentType listed : types) {
      if (listed.includes(type)) {
        return true;
      }
    }
    return false;
  }

  /** Seconds for which an answer stays in memory. */
  long keptFor(long ttl) {
    return storageTtl != null ? storageTtl : ttl;
  }
}
