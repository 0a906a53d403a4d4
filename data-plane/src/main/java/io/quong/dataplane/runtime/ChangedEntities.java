package io.quong.dataplane.runtime;

import java.util.Map;
import java.util.Set;

/** Which entities a configuration change touched: added, changed or deleted. Ids by kind name. */
public record ChangedEntities(Map<String, Set<String>> byKind) {
  /** The ids of a kind, {@code services}; empty when none changed. */
  public Set<String> ids(String kind) {
    return byKind.getOrDefault(kind, Set.of());
  }

  /** Whether any entity of the kind changed. */
  public boolean touched(String kind) {
    return byKind.containsKey(kind);
  }
}
