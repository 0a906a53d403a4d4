package io.quong.admin;

import io.quong.admin.cluster.ClusterServer;
import io.quong.admin.cluster.ClusterStore;
import io.quong.admin.guard.Guards;
import io.quong.admin.gui.GuiFiles;
import io.quong.cluster.ClusterFiles;
import io.quong.listen.HttpListeners;
import io.quong.listen.ListenerCertificates.Server;
import io.quong.listen.status.StatusApi;
import io.quong.listen.status.StatusSource;
import io.quong.program.PluginJars;
import io.quong.program.ProductVersion;
import io.quong.settings.AdminKeys;
import io.quong.settings.ClusterKeys;
import io.quong.settings.Keys;
import io.quong.settings.Listen;
import io.quong.settings.Settings;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * The parts of a control plane, put together: store, cluster, Admin API and, without a node in the
 * same installation, the Status API.
 */
final class ControlPlane implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(ControlPlane.class);
  private static final long PATIENCE_SECONDS = 10;

  private final Settings settings;
  private final Administration administration;
  private final ClusterServer cluster;
  private final HttpListeners admin;
  private final HttpListeners gui;
  private final GuiFiles guiFiles;
  private final HttpListeners status;
  private final StatusSource watch;
  private final StatusApi statusApi;
  private final Handler<HttpServerRequest> adminApi;

  /**
   * Blocks for some queries.
   *
   * @param pool of the database, which has been migrated; null for none
   */
  ControlPlane(Vertx vertx, DataSource pool, Database database, Settings settings)
      throws IOException, SQLException, GeneralSecurityException {
    this.settings = settings;
    String nodeId = settings.get(Keys.NODE_ID, new ClusterFiles(settings.prefix()).nodeId());
    administration =
        new Administration(
            new Administration.Setup(
                vertx,
                settings,
                pool,
                database == null ? null : database::connect,
                nodeId,
                PluginJars.loader(
                    settings.prefix().resolve("plugins.d"), ControlPlane.class.getClassLoader())));
    cluster =
        new ClusterServer(
            vertx,
            pool == null
                ? ClusterStore.inMemory(administration.memory()::installation)
                : ClusterStore.of(pool),
            administration.feed(),
            new ClusterServer.Settings(
                ClusterTrusts.of(settings),
                ProductVersion.QUONG,
                settings.get(ClusterKeys.CLUSTER_DATA_PLANE_PURGE_DELAY)));
    admin = new HttpListeners(vertx, settings, Server.ADMIN);
    gui = new HttpListeners(vertx, settings, Server.ADMIN_GUI);
    guiFiles = new GuiFiles(vertx, settings);
    status = new HttpListeners(vertx, settings, Server.STATUS);
    watch =
        pool == null
            ? new DocumentStatus(administration.memory())
            : new DatabaseWatch(vertx, pool, administration.feed());
    statusApi = new StatusApi(watch, settings, ProductVersion.SOFTWARE);
    adminApi = administration.adminApi(cluster, watch, Guards.of(settings));
  }

  /**
   * Opens the listeners: nodes first, so that whoever hears that the Admin API is there finds them
   * connected.
   *
   * @throws IOException when an address cannot be listened on; the message names it
   */
  void start() throws IOException {
    if (settings.role() == Settings.Role.CONTROL_PLANE) {
      for (Listen listen : settings.get(ClusterKeys.CLUSTER_LISTEN)) {
        listen(listen.address(), listen.port());
      }
      status.open(settings.get(Keys.STATUS_LISTEN), statusApi);
    } else {
      int port = listen("127.0.0.1", 0);
      new ClusterFiles(settings.prefix()).address("127.0.0.1:" + port);
    }
    gui.open(settings.get(Keys.ADMIN_GUI_LISTEN), guiFiles);
    admin.open(settings.get(Keys.ADMIN_LISTEN), adminApi);
    warnUnguarded();
  }

  private void warnUnguarded() {
    if (!settings.get(AdminKeys.QUONG_ADMIN_AUTH).equals("off")) {
      return;
    }
    for (Listen listen : settings.get(Keys.ADMIN_LISTEN)) {
      String address = listen.address();
      if (!address.startsWith("127.") && !address.equals("::1") && !address.equals("localhost")) {
        LOG.warnf(
            "the Admin API listens on %s and lets everybody in: set quong_admin_auth",
            listen.hostAndPort());
      }
    }
  }

  private int listen(String host, int port) throws IOException {
    try {
      return cluster
          .listen(host, port)
          .toCompletionStage()
          .toCompletableFuture()
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException(
          "could not listen for nodes on %s:%d: %s".formatted(host, port, e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** URLs of the open listeners, by their setting. */
  Map<String, List<String>> addresses() {
    Map<String, List<String>> addresses = new TreeMap<>();
    addresses.put(Keys.ADMIN_LISTEN.name(), admin.urls());
    addresses.put(Keys.ADMIN_GUI_LISTEN.name(), gui.urls());
    if (settings.role() == Settings.Role.CONTROL_PLANE) {
      addresses.put(Keys.STATUS_LISTEN.name(), status.urls());
      addresses.put(
          ClusterKeys.CLUSTER_LISTEN.name(),
          settings.get(ClusterKeys.CLUSTER_LISTEN).stream().map(Listen::hostAndPort).toList());
    }
    return addresses;
  }

  /** Ends requests in flight within the grace, then the connections of nodes, then the store. */
  @Override
  public void close() {
    statusApi.drain();
    gui.close(0);
    admin.close(settings.get(ClusterKeys.QUONG_SHUTDOWN_GRACE) * 1_000L);
    cluster.close();
    administration.close();
    if (watch instanceof DatabaseWatch looking) {
      looking.close();
    }
    status.close(0);
  }
}
