package io.quong.admin.cluster;

import java.util.Collection;
import java.util.List;

/** Nothing: a control plane remembers its own nodes without it. */
final class MemoryNodes implements ClusterStore.NodeRows {
  @Override
  public void write(Collection<NodeRow> rows) {}

  @Override
  public List<NodeRow> read() {
    return List.of();
  }

  @Override
  public void purge(long seconds) {}
}
