package io.quong.dataplane.runtime;

import io.quong.plugin.Entities;
import java.util.function.Consumer;

/** The entities of a configuration, as plugins see them and with walks for those who build. */
public interface RuntimeEntities extends Entities {
  /** Calls for each entity of a kind. Never on the request path. */
  <T extends Record> void forEach(Class<T> kind, Consumer<T> action);

  /** How many entities of a kind there are. */
  int count(Class<? extends Record> kind);
}
