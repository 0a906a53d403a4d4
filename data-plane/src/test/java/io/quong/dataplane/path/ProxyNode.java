package io.quong.dataplane.path;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.dataplane.balancer.Upkeep;
import io.quong.dataplane.cluster.ConfigRefused;
import io.quong.dataplane.dns.DnsSettings;
import io.quong.dataplane.explain.NodeExplainer;
import io.quong.dataplane.http.ClientTimeouts;
import io.quong.dataplane.http.HttpLimits;
import io.quong.dataplane.listen.ConnectionLimit;
import io.quong.dataplane.listen.ProxyListeners;
import io.quong.dataplane.listen.ServerTls;
import io.quong.dataplane.listen.Wire;
import io.quong.dataplane.plugin.MetricRegistry;
import io.quong.dataplane.plugin.PluginServices;
import io.quong.dataplane.runtime.EntityKind;
import io.quong.dataplane.runtime.EntityReader;
import io.quong.dataplane.runtime.PluginLoader;
import io.quong.dataplane.runtime.PluginRegistry;
import io.quong.dataplane.runtime.RuntimeBuilder;
import io.quong.dataplane.runtime.ServerCertificate;
import io.quong.entity.CaCertificate;
import io.quong.entity.Certificate;
import io.quong.entity.Consumer;
import io.quong.entity.PluginInstance;
import io.quong.entity.Route;
import io.quong.entity.RouterFlavour;
import io.quong.entity.Service;
import io.quong.entity.Sni;
import io.quong.entity.Target;
import io.quong.entity.Upstream;
import io.quong.pem.PemText;
import io.quong.plugin.PluginDefinition;
import io.quong.schema.Ref;
import io.quong.settings.Keys;
import io.quong.settings.Listen;
import io.quong.settings.Settings;
import io.quong.settings.SettingsException;
import io.quong.settings.SettingsReader;
import io.quong.settings.TlsProfile;
import io.quong.snapshot.ConfigUpdate;
import io.quong.snapshot.EntityChange;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A data plane on two event loops with real sockets, to which tests hand configurations. */
final class ProxyNode implements AutoCloseable {
  static final ObjectMapper JSON =
      new ObjectMapper()
          .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  static {
    Leaks.watch();
  }

  final MetricRegistry metrics = new MetricRegistry();
  final RuntimeBuilder builder;
  final RequestPath path;
  final Upkeep upkeep;
  final Vertx vertx;
  final TraceTokens traceTokens = new TraceTokens();
  final NodeExplainer explainer;
  private final ProxyListeners listeners;
  private final List<EntityChange> pending = new ArrayList<>();
  private long version;

  /**
   * @param settings Kong's keys and values; {@code proxy_listen} is a free port unless it is there
   * @param plugins that configurations may name
   */
  ProxyNode(Map<String, String> settings, Collection<PluginDefinition> plugins) {
    this(settings, new PluginRegistry(plugins));
  }

  ProxyNode(Map<String, String> given, PluginRegistry plugins) {
    try {
      Map<String, String> all = new HashMap<>(Map.of("proxy_listen", "127.0.0.1:0 http2"));
      all.put("prefix", prefix().toString());
      all.put("proxy_access_log", "off");
      all.putAll(given);
      Settings settings = new SettingsReader(Map.of()).read(null, all);
      vertx =
          Vertx.vertx(new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(2));
      PluginServices services = new PluginServices(vertx, Clock.systemUTC(), "node", null, metrics);
      EntityReader reader = new Reader();
      upkeep = new Upkeep(RequestPath.loops(vertx), DnsSettings.of(settings));
      builder =
          new RuntimeBuilder(
              new RuntimeBuilder.Setup(
                  kinds(),
                  reader,
                  new PluginLoader(plugins, services, reader),
                  RequestPath.makers(settings, upkeep),
                  RouterFlavour.of(settings.get(Keys.ROUTER_FLAVOR)),
                  100),
              RequestPath.loops(vertx),
              Clock.systemUTC());
      explainer = new NodeExplainer(vertx, builder, traceTokens, "node");
      HttpLimits limits =
          new HttpLimits(1024, 4, 8192, 1000, settings.get(Keys.CLIENT_MAX_BODY_SIZE), 8192, 128);
      path =
          new RequestPath(
              new RequestPath.Setup(
                  vertx,
                  builder.holder(),
                  settings,
                  limits,
                  metrics,
                  "quong/1.0",
                  new Traces(traceTokens, explainer)));
      listeners =
          new ProxyListeners(
              vertx.nettyEventLoopGroup(),
              new Wire(
                  limits,
                  ClientTimeouts.DEFAULT,
                  ConnectionLimit.UNLIMITED,
                  tls(settings),
                  loop -> builder.holder().of(loop).peek().certificates(),
                  path::serve));
      listeners.open(settings.get(Keys.PROXY_LISTEN));
    } catch (ConfigRefused | IOException | SettingsException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Null unless a listener has TLS. */
  private static ServerTls tls(Settings settings) throws IOException {
    if (settings.get(Keys.PROXY_LISTEN).stream().noneMatch(Listen::ssl)) {
      return null;
    }
    Path keys = Path.of("..", "acceptance", "conformance", "keys");
    try {
      ServerCertificate.Pair pair =
          new ServerCertificate.Pair(
              PemText.certificates(Files.readString(keys.resolve("rsa-two-cert.pem"))),
              PemText.privateKey(Files.readString(keys.resolve("rsa-two-key.pem"))));
      return new ServerTls(TlsProfile.of(settings), List.of(pair), true);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path prefix() {
    try {
      Path made = Files.createTempDirectory("quong-node");
      made.toFile().deleteOnExit();
      return made;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  int port() {
    return port(0);
  }

  /** Of a listener by its place in {@code proxy_listen}. */
  int port(int listener) {
    return listeners.addresses().get(listener).getPort();
  }

  int connections() {
    return listeners.connections();
  }

  /** An entity of the next configuration; its JSON in single quotes. */
  ProxyNode put(String kind, String name, String json) {
    try {
      ObjectNode body = (ObjectNode) JSON.readTree(json.replace('\'', '"'));
      pending.add(new EntityChange(kind, id(name), body.put("id", id(name))));
      return this;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(json, e);
    }
  }

  ProxyNode delete(String kind, String name) {
    pending.add(new EntityChange(kind, id(name), null));
    return this;
  }

  /**
   * @param more further fields, such as {@code 'retries':0}; empty for Kong's defaults
   */
  ProxyNode service(String name, String host, int port, String more) {
    return put(
        "services",
        name,
        ("{'name':'%s','protocol':'http','host':'%s','port':%d,'retries':5,'enabled':true,"
                    + "'connect_timeout':60000,'write_timeout':60000,'read_timeout':60000")
                .formatted(name, host, port)
            + with(more));
  }

  ProxyNode route(String name, String service, String path, String more) {
    return put(
        "routes",
        name,
        "{'name':'%s','protocols':['http','https'],'paths':['%s'],'https_redirect_status_code':426"
                .formatted(name, path)
            + (more.contains("strip_path") ? "" : ",'strip_path':true")
            + (service == null ? "" : ",'service':{'id':'" + id(service) + "'}")
            + with(more));
  }

  ProxyNode plugin(String name, String config, String scope) {
    return put(
        "plugins",
        name + scope,
        "{'name':'%s','enabled':true,'protocols':['http','https'],'config':%s"
                .formatted(name, config)
            + with(scope));
  }

  private static String with(String more) {
    return more.isEmpty() ? "}" : "," + more + "}";
  }

  static String id(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** Makes what was put live. */
  ProxyNode apply() {
    try {
      List<EntityChange> changes = List.copyOf(pending);
      pending.clear();
      builder.apply(new ConfigUpdate(++version, false, changes));
      return this;
    } catch (ConfigRefused e) {
      throw new IllegalStateException(e);
    }
  }

  /** Refuses new connections and lets those that are open end. */
  void drain(Duration grace) {
    listeners.close(grace);
  }

  @Override
  public void close() {
    try {
      listeners.close(Duration.ofMillis(1)).get(10, TimeUnit.SECONDS);
      path.close();
      upkeep.close();
      vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
      Leaks.check();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<EntityKind<?>> kinds() {
    return List.of(
        kind("services", Service.class),
        kind("routes", Route.class, ref("service", Route::service)),
        new EntityKind<>(
            "consumers",
            Consumer.class,
            List.of(
                new EntityKind.Field("username", each -> ((Consumer) each).username()),
                new EntityKind.Field("custom_id", each -> ((Consumer) each).customId())),
            List.of()),
        kind(
            "plugins",
            PluginInstance.class,
            ref("route", PluginInstance::route),
            ref("service", PluginInstance::service),
            ref("consumer", PluginInstance::consumer)),
        kind("certificates", Certificate.class),
        kind("snis", Sni.class, ref("certificate", Sni::certificate)),
        kind("upstreams", Upstream.class),
        kind("targets", Target.class, ref("upstream", Target::upstream)),
        kind("ca_certificates", CaCertificate.class));
  }

  @SafeVarargs
  private static <T extends Record> EntityKind<T> kind(
      String name, Class<T> type, Function<Class<T>, EntityKind.Field>... references) {
    List<EntityKind.Field> fields = new ArrayList<>();
    for (Function<Class<T>, EntityKind.Field> reference : references) {
      fields.add(reference.apply(type));
    }
    return new EntityKind<>(name, type, List.of(), fields);
  }

  private static <T extends Record> Function<Class<T>, EntityKind.Field> ref(
      String name, Function<T, Ref> value) {
    return type ->
        new EntityKind.Field(
            name,
            entity -> {
              Ref ref = value.apply(type.cast(entity));
              return ref == null ? null : ref.id();
            });
  }

  private static final class Reader implements EntityReader {
    @Override
    public <T extends Record> T read(Class<T> type, ObjectNode tree) throws UnusableEntity {
      try {
        return JSON.treeToValue(tree, type);
      } catch (JsonProcessingException e) {
        throw new UnusableEntity(e.getOriginalMessage(), e);
      }
    }
  }
}
