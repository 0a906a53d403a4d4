package io.quong.admin;

import io.quong.admin.store.MemoryStore;
import io.quong.listen.status.ConnectionCounts;
import io.quong.listen.status.StatusSource;

/** What {@code /status} of the Admin API tells without a database. */
record DocumentStatus(MemoryStore store) implements StatusSource {
  @Override
  public String notReady() {
    return null;
  }

  @Override
  public ConnectionCounts connections() {
    return ConnectionCounts.NONE;
  }

  @Override
  public Boolean databaseReachable() {
    return null;
  }

  @Override
  public String configurationHash() {
    return store.hash();
  }

  @Override
  public long configurationVersion() {
    return store.version();
  }

  @Override
  public String metrics() {
    return null;
  }
}
