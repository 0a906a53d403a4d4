package io.quong.admin.entity;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All kinds that this control plane has: the core's and those of the plugins that are enabled. */
public final class Kinds {
  private final Map<String, Kind> byName = new LinkedHashMap<>();

  public Kinds(List<Kind> kinds) {
    kinds.forEach(kind -> byName.put(kind.name(), kind));
  }

  public Collection<Kind> all() {
    return byName.values();
  }

  /** The kind, or null. */
  public Kind find(String name) {
    return byName.get(name);
  }

  /** The kind, which must exist. */
  public Kind get(String name) {
    Kind kind = byName.get(name);
    if (kind == null) {
      throw new IllegalArgumentException("no kind " + name);
    }
    return kind;
  }
}
