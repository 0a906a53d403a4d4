package io.quong.admin.entity;

import io.quong.schema.Field;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which kinds come before which: those that are referred to before those that refer to them. */
public final class KindOrder {
  private final Kinds kinds;
  private final Map<String, Integer> ranks = new HashMap<>();

  public KindOrder(Kinds kinds) {
    this.kinds = kinds;
    kinds.all().forEach(kind -> find(kind.name()));
  }

  /** 0 for a kind that refers to none, else one more than the greatest of those. */
  public int rank(Kind kind) {
    return ranks.get(kind.name());
  }

  private int find(String name) {
    Integer known = ranks.get(name);
    if (known != null) {
      return known;
    }
    Kind kind = kinds.find(name);
    // Ends a circle, of which Kong has none.
    ranks.put(name, 0);
    int rank = 0;
    for (Field reference : kind == null ? List.<Field>of() : kind.schema().references()) {
      rank = Math.max(rank, 1 + find(reference.relation().kind()));
    }
    ranks.put(name, rank);
    return rank;
  }
}
