package io.quong.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.admin.api.AdminApi;
import io.quong.admin.api.Endpoints;
import io.quong.admin.api.Guard;
import io.quong.admin.cluster.ClusterServer;
import io.quong.admin.cluster.ConfigFeed;
import io.quong.admin.declarative.ConfigEndpoint;
import io.quong.admin.declarative.DeclaredConfiguration;
import io.quong.admin.declarative.DocumentFault;
import io.quong.admin.declarative.Documents;
import io.quong.admin.declarative.ImportEndpoint;
import io.quong.admin.entity.EntityEndpoints;
import io.quong.admin.entity.EntityService;
import io.quong.admin.entity.Kinds;
import io.quong.admin.entity.StateCalls;
import io.quong.admin.entity.Writes;
import io.quong.admin.explain.ExplainEndpoint;
import io.quong.admin.explain.TokenEndpoint;
import io.quong.admin.history.ChangesEndpoint;
import io.quong.admin.history.EventsEndpoint;
import io.quong.admin.history.VersionEndpoints;
import io.quong.admin.kind.SpecialKinds;
import io.quong.admin.lint.LintEndpoint;
import io.quong.admin.node.ClusterEndpoints;
import io.quong.admin.node.HealthEndpoints;
import io.quong.admin.node.LogLevels;
import io.quong.admin.node.MetricsEndpoint;
import io.quong.admin.node.PlainEndpoints;
import io.quong.admin.node.PluginEndpoints;
import io.quong.admin.node.ProxyCacheEndpoints;
import io.quong.admin.node.RootEndpoint;
import io.quong.admin.node.SchemaEndpoints;
import io.quong.admin.node.StatusEndpoints;
import io.quong.admin.node.TagEndpoints;
import io.quong.admin.openapi.OpenApiEndpoint;
import io.quong.admin.revocation.RevocationEndpoints;
import io.quong.admin.revocation.RevocationStores;
import io.quong.admin.store.MemoryStore;
import io.quong.admin.store.Reader;
import io.quong.admin.store.Storage;
import io.quong.admin.store.StoreFeed;
import io.quong.cluster.Order;
import io.quong.listen.status.StatusSource;
import io.quong.plugin.PluginCatalogue;
import io.quong.plugin.redis.RedisRegistry;
import io.quong.program.ProductVersion;
import io.quong.schema.AutoValues;
import io.quong.schema.SecretReferences;
import io.quong.settings.AdminKeys;
import io.quong.settings.Keys;
import io.quong.settings.Settings;
import io.quong.settings.StoreKeys;
import io.quong.vault.EnvironmentVault;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import javax.sql.DataSource;

/**
 * The control plane without its sockets: store, writer, feed for nodes, and the Admin API on them.
 * The database must have been migrated.
 */
public final class Administration implements AutoCloseable {
  /**
   * What it needs to know.
   *
   * @param database the pool; null for none, with the configuration in memory
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

  private final Setup setup;
  private final Storage storage;
  private final RevocationStores revocations;

  public Administration(Setup setup) {
    this.setup = setup;
    this.storage =
        setup.database() == null
            ? Storage.inMemory()
            : Storage.in(
                setup.vertx(),
                setup.database(),
                setup.listening(),
                new StoreFeed.Retention(
                    setup.settings().get(AdminKeys.QUONG_HISTORY_VERSIONS),
                    setup.settings().get(AdminKeys.QUONG_HISTORY_AGE)));
    this.revocations =
        new RevocationStores(
            storage.reader(),
            new SecretReferences(
                new EnvironmentVault(System.getenv()), setup.settings().get(Keys.VAULT_ENV_PREFIX)),
            new RedisRegistry(setup.vertx()));
  }

  /** What nodes are told of the configuration. */
  public ConfigFeed feed() {
    return storage.feed();
  }

  /** Reads entities, tells whether the database answers. */
  public Reader reader() {
    return storage.reader();
  }

  /**
   * The Admin API, for the admin listeners.
   *
   * @param cluster what it tells of nodes and orders them to do
   * @param status what {@code /status} tells
   */
  public AdminApi adminApi(ClusterServer cluster, StatusSource status, Guard guard)
      throws IOException {
    Settings settings = setup.settings();
    AutoValues auto = new AutoValues(Clock.systemUTC(), new SecureRandom());
    Catalogue catalogue = Catalogue.of(settings, setup.plugins());
    PluginCatalogue plugins = catalogue.plugins();
    Kinds kinds = catalogue.kinds();
    Reader reader = storage.reader();
    EntityService service =
        new EntityService(kinds, reader, storage.writer(), new Writes(kinds, auto), auto.clock());
    cluster.serve(new StateCalls(service));
    Endpoints endpoints = new Endpoints();
    new EntityEndpoints(service, endpoints).add();
    SpecialKinds.add(service, endpoints);
    new TagEndpoints(reader).add(endpoints);
    new SchemaEndpoints(catalogue, auto).add(endpoints);
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
    new HealthEndpoints(setup.vertx(), service, cluster, settings, setup.nodeId()).add(endpoints);
    new PluginEndpoints(plugins).add(endpoints);
    if (storage.history() != null) {
      new VersionEndpoints(service, storage.history()).add(endpoints);
      new ChangesEndpoint(service).add(endpoints);
      new EventsEndpoint(setup.vertx(), storage.feed(), storage.history()).add(endpoints);
    }
    new ExplainEndpoint(service, storage.feed(), cluster.questions()).add(endpoints);
    new TokenEndpoint(cluster, new SecureRandom(), auto.clock()).add(endpoints);
    new LintEndpoint(reader, plugins, auto.clock()).add(endpoints);
    new ImportEndpoint(service, new Documents(kinds, auto, storage.memory() != null))
        .add(endpoints);
    if (plugins.find("proxy-cache").isPresent()) {
      new ProxyCacheEndpoints(cluster.questions()).add(endpoints);
    }
    if (plugins.find("jwt-bearer").isPresent()) {
      new RevocationEndpoints(revocations, auto).add(endpoints);
    }
    PlainEndpoints.add(endpoints);
    if (storage.memory() != null) {
      DeclaredConfiguration declared = declared(new Documents(kinds, auto, true));
      new ConfigEndpoint(declared, kinds, reader, cluster.nodes()).add(endpoints);
    }
    new OpenApiEndpoint(endpoints, kinds, plugins).add();
    return new AdminApi(setup.vertx(), endpoints, guard, settings, ProductVersion.SOFTWARE);
  }

  private static void give(ClusterServer cluster, ObjectNode level) {
    cluster.orders().give(Order.LOG_LEVEL, level);
  }

  /** Loads what the settings name, or else what was posted last. */
  private DeclaredConfiguration declared(Documents documents) throws IOException {
    Settings settings = setup.settings();
    DeclaredConfiguration declared =
        new DeclaredConfiguration(
            storage.memory(), documents, settings.prefix().resolve("dbless/configuration"));
    String file = settings.get(StoreKeys.DECLARATIVE_CONFIG);
    String text = settings.get(StoreKeys.DECLARATIVE_CONFIG_STRING);
    try {
      if (file != null) {
        declared.load(Files.readString(Path.of(file)));
      } else if (text != null) {
        declared.load(text);
      } else {
        declared.again();
      }
    } catch (DocumentFault fault) {
      throw new IOException(
          "error parsing declarative config%s:%n%s"
              .formatted(file == null ? "" : " file " + file, fault.listed()),
          fault);
    }
    return declared;
  }

  /** Without a database: the hash of the document. */
  public MemoryStore memory() {
    return storage.memory();
  }

  /** Takes no more writes and closes what belongs to it; the pool does not. */
  @Override
  public void close() {
    revocations.close();
    storage.close();
  }
}
