package io.quong.dataplane.runtime;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import io.quong.dataplane.cluster.ConfigRefused;
import io.quong.dataplane.plugin.MetricRegistry;
import io.quong.dataplane.plugin.PluginServices;
import io.quong.entity.CaCertificate;
import io.quong.entity.Certificate;
import io.quong.entity.Consumer;
import io.quong.entity.PluginInstance;
import io.quong.entity.Route;
import io.quong.entity.Service;
import io.quong.entity.Sni;
import io.quong.entity.Target;
import io.quong.entity.Upstream;
import io.quong.plugin.Phase;
import io.quong.schema.Ref;
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
import java.util.function.Function;

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
                kinds(),
                reader,
                new PluginLoader(registry, services, reader),
                List.of(makers),
                100),
            loops,
            clock);
  }

  private static List<EntityKind<?>> kinds() {
    return List.of(
        kind("services", Service.class, List.of(field("name", Service::name)), List.of()),
        kind("routes", Route.class, List.of(), List.of(ref("service", Route::service))),
        kind(
            "consumers",
            Consumer.class,
            List.of(field("username", Consumer::username), field("custom_id", Consumer::customId)),
            List.of()),
        kind(
            "plugins",
            PluginInstance.class,
            List.of(),
            List.of(
                ref("route", PluginInstance::route),
                ref("service", PluginInstance::service),
                ref("consumer", PluginInstance::consumer))),
        kind("certificates", Certificate.class, List.of(), List.of()),
        kind(
            "snis",
            Sni.class,
            List.of(field("name", Sni::name)),
            List.of(ref("certificate", Sni::certificate))),
        kind("upstreams", Upstream.class, List.of(), List.of()),
        kind("targets", Target.class, List.of(), List.of(ref("upstream", Target::upstream))),
        kind("ca_certificates", CaCertificate.class, List.of(), List.of()));
  }

  private static <T extends Record> EntityKind<T> kind(
      String name,
      Class<T> type,
      List<Function<Class<T>, EntityKind.Field>> uniques,
      List<Function<Class<T>, EntityKind.Field>> references) {
    return new EntityKind<>(
        name,
        type,
        uniques.stream().map(field -> field.apply(type)).toList(),
        references.stream().map(field -> field.apply(type)).toList());
  }

  private static <T extends Record> Function<Class<T>, EntityKind.Field> field(
      String name, Function<T, String> value) {
    return type -> new EntityKind.Field(name, entity -> value.apply(type.cast(entity)));
  }

  private static <T extends Record> Function<Class<T>, EntityKind.Field> ref(
      String name, Function<T, Ref> value) {
    return field(
        name,
        entity -> {
          Ref ref = value.apply(entity);
          return ref == null ? null : ref.id();
        });
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
