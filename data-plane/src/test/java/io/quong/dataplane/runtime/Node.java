package io.quong.dataplane.runtime;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import io.quong.dataplane.cluster.ConfigRefused;
import io.quong.dataplane.plugin.MetricRegistry;
import io.quong.dataplane.plugin.PluginServices;
import io.quong.entity.RouterFlavour;
import io.quong.plugin.Phase;
import io.quong.schema.ResourceCatalogue;
import io.quong.snapshot.ConfigUpdate;
import io.quong.snapshot.EntityChange;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** A runtime builder with two event loops, to which tests hand configurations. */
final class Node implements AutoCloseable {
  final List<String> trail = new CopyOnWriteArrayList<>();
  final List<EventLoop> loops = List.of(new DefaultEventLoop(), new DefaultEventLoop());
  final RuntimeBuilder builder;
  private final List<EntityChange> pending = new ArrayList<>();
  private long version;

  Node(RuntimePart.Maker<?>... makers) throws ConfigRefused {
    this(Clock.systemUTC(), makers);
  }

  Node(Clock clock, RuntimePart.Maker<?>... makers) throws ConfigRefused {
    PluginRegistry registry =
        new PluginRegistry(
            List.of(
                Trail.definition("auth", 1000, trail, Phase.ACCESS),
                Trail.definition("limit", 900, trail, Phase.ACCESS, Phase.HEADER_FILTER),
                Trail.definition("zeta", 900, trail, Phase.ACCESS),
                Trail.definition("log", 10, trail, Phase.LOG)));
    PluginServices services = new PluginServices(null, clock, "node", null, new MetricRegistry());
    JsonReader reader = new JsonReader();
    builder =
        new RuntimeBuilder(
            new RuntimeBuilder.Setup(
                EntityKind.all(ResourceCatalogue.get()),
                reader,
                new PluginLoader(registry, services, reader),
                List.of(makers),
                RouterFlavour.TRADITIONAL_COMPATIBLE,
                100),
            loops,
            clock);
  }

  /** Routes rank by their id, so it is a UUID; tests name them by a word. */
  static String routeId(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** An entity of the next update; its JSON in single quotes. */
  Node put(String kind, String id, String json) {
    try {
      ObjectNode body = (ObjectNode) JsonReader.JSON.readTree(json.replace('\'', '"'));
      if (body.get("route") instanceof ObjectNode route) {
        route.put("id", routeId(route.get("id").asText()));
      }
      String key = kind.equals("routes") ? routeId(id) : id;
      pending.add(new EntityChange(kind, key, body.put("id", key)));
      return this;
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalArgumentException(json, e);
    }
  }

  Node route(String id, String service, String path) {
    return put(
        "routes",
        id,
        "{'name':'"
            + id
            + "','protocols':['http'],'paths':['"
            + path
            + "'],'strip_path':true"
            + (service == null ? "" : ",'service':{'id':'" + service + "'}")
            + "}");
  }

  Node service(String id) {
    return put("services", id, "{'name':'" + id + "','protocol':'http','enabled':true}");
  }

  /**
   * @param scope such as {@code 'route':{'id':'…'}}; empty for global
   */
  Node plugin(String id, String name, String word, String scope) {
    return put(
        "plugins",
        id,
        "{'name':'"
            + name
            + "','enabled':true,'protocols':['http'],'config':{'word':'"
            + word
            + "'}"
            + (scope.isEmpty() ? "" : "," + scope)
            + "}");
  }

  Node delete(String kind, String id) {
    pending.add(new EntityChange(kind, kind.equals("routes") ? routeId(id) : id, null));
    return this;
  }

  Runtime apply() throws ConfigRefused {
    return apply(false);
  }

  /** As a full snapshot: what is not named in it is gone. */
  Runtime applyFull() throws ConfigRefused {
    return apply(true);
  }

  private Runtime apply(boolean full) throws ConfigRefused {
    List<EntityChange> changes = List.copyOf(pending);
    pending.clear();
    builder.apply(new ConfigUpdate(++version, full, changes));
    return current();
  }

  Runtime current() {
    return builder.holder().current();
  }

  RuntimeLease acquire(int loop) {
    return on(loop, () -> builder.holder().of(loops.get(loop)).acquire());
  }

  void release(int loop, RuntimeLease lease) {
    on(
        loop,
        () -> {
          lease.release();
          return null;
        });
  }

  <T> T on(int loop, Callable<T> work) {
    try {
      return loops.get(loop).submit(work).get(10, TimeUnit.SECONDS);
    } catch (ExecutionException | InterruptedException | java.util.concurrent.TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    loops.forEach(loop -> loop.shutdownGracefully(0, 0, TimeUnit.SECONDS));
  }
}
