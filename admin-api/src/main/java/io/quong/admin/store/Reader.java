package io.quong.admin.store;

import java.util.List;

/** Reads entities outside a write. May block; fails with {@link StoreFault}. */
public interface Reader extends Lookup {
  /** Entities of a kind behind an id (null for the first page), of a filter's tags when given. */
  Page page(String kind, String after, int size, TagFilter tags);

  /** Tags of entities in the order of entities' ids; of one tag, or of all when it is null. */
  List<TaggedEntity> tags(String tag, String afterId, int afterTag, int size);

  /** The names of the plugins that are configured, whether enabled or not. */
  List<String> pluginNames();

  /**
   * Whether it reads a document in memory. As in Kong such lists end at an offset that is none, and
   * nothing in them ends by itself.
   */
  default boolean isDocument() {
    return false;
  }

  /** The newest version. */
  long version();
}
