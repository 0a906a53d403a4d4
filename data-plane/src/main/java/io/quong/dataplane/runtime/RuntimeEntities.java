package io.quong.dataplane.runtime;

import io.quong.plugin.Entities;
import java.util.function.Consumer;

/** The entities of a configuration, as plugins see them and with walks for those who build. */
public interface RuntimeEntities extends Entities {
  /** Calls for each entity of a kind. Never on the request path. */
  <T extends Record> void forEach(Class<T> kind, Consumer<T> action);

  /** Whether any entity's reference names the id; cheaper than to list them. */
  boolean isReferred(Class<? extends Record> kind, String field, String id);

  /** How many entities of a kind there are. */
  int count(Class<? extends Record> kind);
}
