package io.quong.dataplane.plugin;

import io.quong.entity.Consumer;
import io.quong.entity.PluginInstance;
import io.quong.plugin.Entities;
import io.quong.plugin.Metrics;
import io.quong.plugin.PluginContext;
import io.quong.plugin.RedisPools;
import io.quong.plugin.SharedState;
import io.quong.plugin.tracing.TracingSettings;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The context of one plugin instance; closed with it, which gives back its Redis pools. */
public final class NodePluginContext implements PluginContext, RedisPools, AutoCloseable {
  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private final PluginInstance instance;
  private final PluginServices services;
  private final List<RedisPools.Settings> pools = new ArrayList<>();
  private boolean closed;

  public NodePluginContext(PluginInstance instance, PluginServices services) {
    this.instance = instance;
    this.services = services;
  }

  @Override
  public PluginInstance instance() {
    return instance;
  }

  @Override
  public Vertx vertx() {
    return services.vertx();
  }

  @Override
  public Clock clock() {
    return services.clock();
  }

  @Override
  public String nodeId() {
    return services.nodeId();
  }

  @Override
  public SharedState state() {
    return services.state();
  }

  @Override
  public RedisPools redis() {
    return this;
  }

  @Override
  public synchronized Redis connect(RedisPools.Settings settings) {
    if (closed) {
      throw new IllegalStateException("the plugin instance is closed");
    }
    pools.add(settings);
    return services.redis().acquire(settings);
  }

  @Override
  public Metrics metrics() {
    return services.metrics();
  }

  @Override
  public Map<String, Object> configuration() {
    return services.facts().configuration();
  }

  @Override
  public TracingSettings tracing() {
    return services.facts().tracing();
  }

  @Override
  public <T> T nodeWide(Class<T> type, Supplier<T> make) {
    Object found =
        services
            .nodeWide()
            .computeIfAbsent(
                new PluginServices.NodeWideKey(instance.name(), type), key -> make.get());
    return type.cast(found);
  }

  @Override
  public Consumer consumer(Entities entities, String idOrUsername) {
    Consumer found =
        UUID.matcher(idOrUsername).matches() ? entities.byId(Consumer.class, idOrUsername) : null;
    return found != null ? found : entities.unique(Consumer.class, "username", idOrUsername);
  }

  @Override
  public synchronized void close() {
    closed = true;
    pools.forEach(services.redis()::release);
    pools.clear();
  }
}
