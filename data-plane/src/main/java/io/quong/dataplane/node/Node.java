package io.quong.dataplane.node;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.cluster.Order;
import io.quong.dataplane.balancer.Upkeep;
import io.quong.dataplane.cluster.ClusterNode;
import io.quong.dataplane.cluster.ConfigRefused;
import io.quong.dataplane.cluster.NodeState;
import io.quong.dataplane.dns.DnsSettings;
import io.quong.dataplane.explain.NodeExplainer;
import io.quong.dataplane.http.ClientTimeouts;
import io.quong.dataplane.http.HttpLimits;
import io.quong.dataplane.listen.ConnectionLimit;
import io.quong.dataplane.listen.ProxyListeners;
import io.quong.dataplane.listen.ServerTls;
import io.quong.dataplane.listen.Wire;
import io.quong.dataplane.path.RequestPath;
import io.quong.dataplane.path.TraceTokens;
import io.quong.dataplane.path.Traces;
import io.quong.dataplane.plugin.MetricRegistry;
import io.quong.dataplane.plugin.PluginServices;
import io.quong.dataplane.runtime.EntityKind;
import io.quong.dataplane.runtime.EntityReader;
import io.quong.dataplane.runtime.PluginLoader;
import io.quong.dataplane.runtime.PluginRegistry;
import io.quong.dataplane.runtime.RuntimeBuilder;
import io.quong.dataplane.runtime.SchemaEntityReader;
import io.quong.dataplane.runtime.ServerCertificate;
import io.quong.dataplane.stream.StreamListeners;
import io.quong.entity.RouterFlavour;
import io.quong.listen.HttpListeners;
import io.quong.listen.ListenerCertificates;
import io.quong.listen.status.ConnectionCounts;
import io.quong.listen.status.StatusApi;
import io.quong.pem.PemText;
import io.quong.plugin.tracing.TracingSettings;
import io.quong.program.ProductVersion;
import io.quong.schema.ResourceCatalogue;
import io.quong.schema.SecretReferences;
import io.quong.settings.ClientKeys;
import io.quong.settings.ClusterKeys;
import io.quong.settings.HeaderBuffers;
import io.quong.settings.Key;
import io.quong.settings.Keys;
import io.quong.settings.Listen;
import io.quong.settings.Settings;
import io.quong.settings.TlsProfile;
import io.quong.vault.EnvironmentVault;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import javax.net.ssl.SSLException;
import org.jboss.logging.Logger;

/** A data-plane node: settings in, listeners open, until it is closed. */
public final class Node implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Node.class);
  private static final int HEADER_LINES = 1000;
  private static final long LINGER_MILLIS = 5_000;

  private final Settings settings;
  private final NodeState state;
  private final PluginServices services;
  private final ClusterNode cluster;
  private final Upkeep upkeep;
  private final NodeExplainer explainer;
  private final RequestPath path;
  private final ProxyListeners proxy;
  private final StreamListeners streams;
  private final HttpListeners status;
  private final StatusApi statusApi;

  /**
   * Puts the node together and opens nothing yet.
   *
   * @throws IOException when a file under the prefix cannot be read or written
   * @throws GeneralSecurityException when a certificate of the settings is of no use
   */
  public Node(Vertx vertx, Settings settings) throws IOException, GeneralSecurityException {
    this.settings = settings;
    ClusterNode.Settings identity = ClusterSettings.of(settings, ProductVersion.QUONG);
    String software = ProductVersion.SOFTWARE;
    MetricRegistry metrics = new MetricRegistry();
    state =
        new NodeState(
            InetAddress.getLocalHost().getHostName(), ProductVersion.QUONG, labels(settings));
    services =
        new PluginServices(
            vertx,
            Clock.systemUTC(),
            identity.nodeId(),
            new LateState(() -> cluster().sharedState()),
            metrics,
            facts(settings));
    upkeep = new Upkeep(RequestPath.loops(vertx), DnsSettings.of(settings));
    RuntimeBuilder runtimes = runtimes(vertx, settings, services, upkeep);
    TraceTokens tokens = new TraceTokens();
    explainer = new NodeExplainer(vertx, runtimes, tokens, identity.nodeId());
    cluster =
        new ClusterNode(
            vertx,
            identity,
            state,
            runtimes,
            new NodeOrders(vertx, settings, upkeep, explainer, this::answer));
    upkeep.listen(new SoonReport(vertx, cluster::report)::soon);
    state.observe(upkeep::observe);
    HttpLimits limits = limits(settings);
    path =
        new RequestPath(
            new RequestPath.Setup(
                vertx,
                runtimes.holder(),
                settings,
                limits,
                metrics,
                software,
                new Traces(tokens, explainer)));
    proxy =
        new ProxyListeners(
            vertx.nettyEventLoopGroup(),
            new Wire(
                limits,
                timeouts(settings),
                new ConnectionLimit(
                    settings.get(ClientKeys.QUONG_MAX_CONNECTIONS),
                    settings.get(ClientKeys.QUONG_MAX_CONNECTIONS_PER_ADDRESS)),
                tls(settings, Keys.PROXY_LISTEN),
                loop -> runtimes.holder().of(loop).peek().certificates(),
                path::serve));
    streams =
        new StreamListeners(
            vertx.nettyEventLoopGroup(),
            path::streams,
            tls(settings, Keys.STREAM_LISTEN),
            settings.get(Keys.CLIENT_HEADER_TIMEOUT));
    state.observe(seen -> seen.putObject("connections").put("active", proxy.connections()));
    status = new HttpListeners(vertx, settings, ListenerCertificates.Server.STATUS);
    statusApi =
        new StatusApi(
            new NodeStatusSource(
                settings,
                state,
                new Scrape(metrics, upkeep, identity.nodeId(), ProductVersion.QUONG),
                this::connections,
                () -> services.ask("circuit-breaker", JsonNodeFactory.instance.objectNode())),
            settings,
            software,
            explainer);
  }

  /** Puts the control plane's question to whom it is for. */
  private void answer(ObjectNode asked) {
    ObjectNode question =
        asked.get("question") instanceof ObjectNode given ? given : asked.objectNode();
    String ticket = asked.path("ticket").asText();
    String plugin = asked.path("plugin").asText();
    if (plugin.equals(Order.EXPLAIN)) {
      explainer
          .answer(question)
          .onSuccess(answer -> cluster.answer(ticket, answer))
          .onFailure(failed -> LOG.errorf(failed, "an explanation failed"));
    } else if (plugin.equals(Order.OBSERVED)) {
      cluster.answer(ticket, state.status().observed());
    } else {
      cluster.answer(ticket, services.ask(plugin, question));
    }
  }

  private ClusterNode cluster() {
    return cluster;
  }

  private ConnectionCounts connections() {
    int active = proxy.connections();
    return new ConnectionCounts(active, active, active, 0, 0, active, 0);
  }

  private static RuntimeBuilder runtimes(
      Vertx vertx, Settings settings, PluginServices services, Upkeep upkeep) {
    EntityReader reader =
        new SchemaEntityReader(
            new SecretReferences(
                new EnvironmentVault(System.getenv()), settings.get(Keys.VAULT_ENV_PREFIX)));
    ClassLoader classes = PluginRegistry.withJars(settings.prefix().resolve("plugins.d"));
    PluginRegistry registry = PluginRegistry.discover(classes, enabled(settings));
    try {
      return new RuntimeBuilder(
          new RuntimeBuilder.Setup(
              EntityKind.all(ResourceCatalogue.load(classes)),
              reader,
              new PluginLoader(registry, services, reader),
              RequestPath.makers(settings, upkeep),
              RouterFlavour.of(settings.get(Keys.ROUTER_FLAVOR)),
              settings.get(Keys.LUA_MAX_REQ_HEADERS)),
          RequestPath.loops(vertx),
          Clock.systemUTC());
    } catch (ConfigRefused impossible) {
      throw new IllegalStateException("an empty configuration is refused", impossible);
    }
  }

  private static Predicate<String> enabled(Settings settings) {
    List<String> plugins = settings.get(Keys.PLUGINS);
    if (!plugins.isEmpty() && plugins.get(0).equals("off")) {
      return name -> false;
    }
    return plugins.contains("bundled") ? name -> true : plugins::contains;
  }

  private static PluginServices.NodeFacts facts(Settings settings) {
    List<String> types = settings.get(Keys.TRACING_INSTRUMENTATIONS);
    Map<String, Object> configuration = new TreeMap<>(settings.asKongConfiguration());
    // The embedded database has one, too.
    configuration.put("pg_password", "******");
    return new PluginServices.NodeFacts(
        new TracingSettings(
            types.contains("off") ? Set.of() : Set.copyOf(types),
            settings.get(Keys.TRACING_SAMPLING_RATE)),
        configuration);
  }

  private static Map<String, String> labels(Settings settings) {
    Map<String, String> labels = new TreeMap<>();
    for (String label : settings.get(ClusterKeys.CLUSTER_DP_LABELS)) {
      int colon = label.indexOf(':');
      labels.put(label.substring(0, colon), label.substring(colon + 1));
    }
    return labels;
  }

  private static HttpLimits limits(Settings settings) {
    HeaderBuffers buffers = HeaderBuffers.parse(settings.get(Keys.LARGE_CLIENT_HEADER_BUFFERS));
    return new HttpLimits(
        (int) (long) settings.get(ClientKeys.CLIENT_HEADER_BUFFER_SIZE),
        buffers.number(),
        buffers.size(),
        HEADER_LINES,
        settings.get(Keys.CLIENT_MAX_BODY_SIZE),
        (int) (long) settings.get(ClientKeys.PROXY_BUFFER_SIZE),
        settings.get(ClientKeys.HTTP2_MAX_CONCURRENT_STREAMS));
  }

  private static ClientTimeouts timeouts(Settings settings) {
    return new ClientTimeouts(
        settings.get(Keys.CLIENT_HEADER_TIMEOUT),
        settings.get(Keys.CLIENT_BODY_TIMEOUT),
        settings.get(ClientKeys.SEND_TIMEOUT),
        settings.get(Keys.KEEPALIVE_TIMEOUT),
        LINGER_MILLIS,
        settings.get(ClientKeys.QUONG_CLIENT_MIN_RATE),
        settings.get(Keys.KEEPALIVE_REQUESTS));
  }

  private static ServerTls tls(Settings settings, Key<List<Listen>> list)
      throws IOException, GeneralSecurityException {
    List<Listen> listens = settings.get(list);
    if (listens.stream().noneMatch(Listen::ssl)) {
      return null;
    }
    List<ServerCertificate.Pair> pairs = new ArrayList<>();
    for (ListenerCertificates.Pair pair :
        new ListenerCertificates(settings, Clock.systemUTC())
            .of(ListenerCertificates.Server.PROXY)) {
      pairs.add(
          new ServerCertificate.Pair(
              PemText.certificates(pair.certificate()), PemText.privateKey(pair.key())));
    }
    try {
      TlsProfile profile = TlsProfile.of(settings);
      return list == Keys.STREAM_LISTEN
          ? ServerTls.forStreams(profile, pairs)
          : new ServerTls(profile, pairs, listens.stream().anyMatch(Listen::http2));
    } catch (SSLException unusable) {
      throw new GeneralSecurityException(unusable.getMessage(), unusable);
    }
  }

  /**
   * Takes over the stored configuration, if there is one, and opens the listeners; the first answer
   * of the control plane may come later.
   *
   * @throws IOException when an address cannot be listened on
   */
  public void start() throws IOException {
    cluster.start();
    status.open(settings.get(Keys.STATUS_LISTEN), statusApi);
    proxy.open(settings.get(Keys.PROXY_LISTEN));
    streams.open(settings.get(Keys.STREAM_LISTEN));
  }

  /**
   * Whether requests find a configuration. In one installation the control plane is about to give
   * one; a node of its own serves as soon as it listens, for its control plane may be away.
   */
  public boolean serves() {
    return settings.role() != Settings.Role.TRADITIONAL || state.configured();
  }

  /** URLs of the open listeners, by the name of the setting. */
  public Map<String, List<String>> addresses() {
    List<String> open = new ArrayList<>();
    List<Listen> listens = settings.get(Keys.PROXY_LISTEN);
    for (int i = 0; i < listens.size(); i++) {
      open.add(listens.get(i).url(proxy.addresses().get(i).getPort()));
    }
    Map<String, List<String>> all = new TreeMap<>();
    all.put(Keys.PROXY_LISTEN.name(), open);
    all.put(Keys.STATUS_LISTEN.name(), status.urls());
    if (!streams.urls().isEmpty()) {
      all.put(Keys.STREAM_LISTEN.name(), streams.urls());
    }
    return all;
  }

  /** Lets requests in flight end within the grace of the settings, then stops everything. */
  @Override
  public void close() {
    statusApi.drain();
    Duration grace = Duration.ofSeconds(settings.get(ClusterKeys.QUONG_SHUTDOWN_GRACE));
    CompletableFuture.allOf(proxy.close(grace), streams.close(grace)).join();
    path.close();
    cluster.close();
    upkeep.close();
    try {
      services.close();
    } catch (Exception failed) {
      LOG.warnf("a plugin's shared object did not close: %s", failed.getMessage());
    }
  }
}
