package io.quong.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.admin.api.AdminApi;
import io.quong.admin.api.Endpoints;
import io.quong.admin.api.Guard;
import io.quong.admin.cluster.ClusterServer;
import io.quong.admin.cluster.ConfigFeed;
import io.quong.admin.entity.EntityEndpoints;
import io.quong.admin.entity.EntityService;
import io.quong.admin.entity.Kind;
import io.quong.admin.entity.Kinds;
import io.quong.admin.entity.Writes;
import io.quong.admin.history.ChangesEndpoint;
import io.quong.admin.history.EventsEndpoint;
import io.quong.admin.history.History;
import io.quong.admin.history.VersionEndpoints;
import io.quong.admin.kind.SpecialKinds;
import io.quong.admin.node.ClusterEndpoints;
import io.quong.admin.node.HealthEndpoints;
import io.quong.admin.node.LogLevels;
import io.quong.admin.node.MetricsEndpoint;
import io.quong.admin.node.PlainEndpoints;
import io.quong.admin.node.PluginEndpoints;
import io.quong.admin.node.RootEndpoint;
import io.quong.admin.node.SchemaEndpoints;
import io.quong.admin.node.StatusEndpoints;
import io.quong.admin.node.TagEndpoints;
import io.quong.admin.store.Committer;
import io.quong.admin.store.Origin;
import io.quong.admin.store.Reader;
import io.quong.admin.store.SqlHistory;
import io.quong.admin.store.SqlReader;
import io.quong.admin.store.StoreFeed;
import io.quong.cluster.Order;
import io.quong.listen.status.StatusSource;
import io.quong.plugin.PluginCatalogue;
import io.quong.program.ProductVersion;
import io.quong.schema.AutoValues;
import io.quong.schema.ResourceCatalogue;
import io.quong.schema.Schema;
import io.quong.settings.AdminKeys;
import io.quong.settings.Keys;
import io.quong.settings.Settings;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import javax.sql.DataSource;

/**
 * The control plane without its sockets: store, writer, feed for nodes, and the Admin API on them.
 * The database must have been migrated.
 */
public final class Administration implements AutoCloseable {
  /**
   * What it needs to know.
   *
   * @param database the pool
   * @param listening opens connections outside the pool, for notifications
   * @param nodeId what {@code GET /} tells
   * @param plugins sees the gateway's own plugins and those of dropped-in jars
   */
  public record Setup(
      Vertx vertx,
      Settings settings,
      DataSource database,
      StoreFeed.Connections listening,
      String nodeId,
      ClassLoader plugins) {}

  private static final long SWEEP_MILLIS = 30_000;
  private static final int SWEEP_MOST = 1_000;
  private static final String PLUGINS = "plugins";

  private final Setup setup;
  private final StoreFeed feed;
  private final Committer committer;
  private final Reader reader;
  private final long sweeper;

  public Administration(Setup setup) {
    this.setup = setup;
    this.feed =
        new StoreFeed(
            setup.database(),
            setup.listening(),
            new StoreFeed.Retention(
                setup.settings().get(AdminKeys.QUONG_HISTORY_VERSIONS),
                setup.settings().get(AdminKeys.QUONG_HISTORY_AGE)));
    this.committer = new Committer(setup.database(), feed::advanced);
    this.reader = new SqlReader(setup.database());
    this.sweeper = setup.vertx().setPeriodic(SWEEP_MILLIS, tick -> sweep());
  }

  private void sweep() {
    committer.submit(Origin.OWN, transaction -> transaction.sweep(SWEEP_MOST));
  }

  /** What nodes are told of the configuration. */
  public ConfigFeed feed() {
    return feed;
  }

  /** Reads entities, tells whether the database answers. */
  public Reader reader() {
    return reader;
  }

  /**
   * The Admin API, for the admin listeners.
   *
   * @param cluster what it tells of nodes and orders them to do
   * @param status what {@code /status} tells
   */
  public AdminApi adminApi(ClusterServer cluster, StatusSource status, Guard guard) {
    Settings settings = setup.settings();
    AutoValues auto = new AutoValues(Clock.systemUTC(), new SecureRandom());
    PluginCatalogue plugins = PluginCatalogue.load(setup.plugins(), enabled(settings));
    Kinds kinds = kinds(plugins);
    EntityService service =
        new EntityService(kinds, reader, committer, new Writes(kinds, auto), auto.clock());
    Endpoints endpoints = new Endpoints();
    new EntityEndpoints(service, endpoints).add();
    SpecialKinds.add(service, endpoints);
    new TagEndpoints(reader).add(endpoints);
    new SchemaEndpoints(kinds, plugins, auto).add(endpoints);
    LogLevels logLevels =
        new LogLevels(setup.vertx(), settings, setup.nodeId(), order -> give(cluster, order));
    logLevels.add(endpoints);
    new RootEndpoint(settings, plugins, reader, logLevels, setup.nodeId()).add(endpoints);
    new StatusEndpoints(status).add(endpoints);
    if (plugins.find("prometheus").isPresent()) {
      new MetricsEndpoint(setup.vertx(), settings, cluster.nodes(), status, setup.nodeId())
          .add(endpoints);
    }
    new ClusterEndpoints(cluster.nodes(), settings).add(endpoints);
    new HealthEndpoints(service, cluster, settings, setup.nodeId()).add(endpoints);
    new PluginEndpoints(plugins).add(endpoints);
    History history = new SqlHistory(setup.database());
    new VersionEndpoints(service, history).add(endpoints);
    new ChangesEndpoint(service).add(endpoints);
    new EventsEndpoint(setup.vertx(), feed, history).add(endpoints);
    PlainEndpoints.add(endpoints);
    return new AdminApi(setup.vertx(), endpoints, guard, settings, ProductVersion.SOFTWARE);
  }

  private static void give(ClusterServer cluster, ObjectNode level) {
    cluster.orders().give(Order.LOG_LEVEL, level);
  }

  private static Predicate<String> enabled(Settings settings) {
    List<String> wanted = settings.get(Keys.PLUGINS);
    if (!wanted.isEmpty() && wanted.get(0).equals("off")) {
      return name -> false;
    }
    return wanted.contains("bundled") ? name -> true : wanted::contains;
  }

  private Kinds kinds(PluginCatalogue plugins) {
    List<Kind> kinds = new ArrayList<>();
    for (Schema schema : ResourceCatalogue.load(setup.plugins()).all()) {
      String plugin = schema.resource().plugin();
      if (plugin.isEmpty() || plugins.find(plugin).isPresent()) {
        String name = schema.resource().kind();
        Schema whole = name.equals(PLUGINS) ? schema.with(plugins) : schema;
        kinds.add(new Kind(whole, SpecialKinds.rules(name)));
      }
    }
    return new Kinds(kinds);
  }

  /** Takes no more writes and closes what belongs to it; the pool does not. */
  @Override
  public void close() {
    setup.vertx().cancelTimer(sweeper);
    committer.close();
    feed.close();
  }
}
