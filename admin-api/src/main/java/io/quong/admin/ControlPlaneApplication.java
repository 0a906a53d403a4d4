package io.quong.admin;

import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quong.program.LogLevel;
import io.quong.program.ProgramFile;
import io.quong.settings.Keys;
import io.quong.settings.Settings;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/** What runs inside Quarkus: the control plane, until it is told to stop. */
public class ControlPlaneApplication implements QuarkusApplication {
  private static final Logger LOG = Logger.getLogger(ControlPlaneApplication.class);

  /** Quarkus makes the application itself, so what {@code main} has goes by here. */
  private static volatile Started started;

  private record Started(Settings settings, Database database, ProgramFile file) {}

  private final Vertx vertx;
  private final Instance<AgroalDataSource> pool;

  @Inject
  ControlPlaneApplication(Vertx vertx, Instance<AgroalDataSource> pool) {
    this.vertx = vertx;
    this.pool = pool;
  }

  static void prepare(Settings settings, Database database, ProgramFile file) {
    started = new Started(settings, database, file);
  }

  @Override
  public int run(String... arguments) throws Exception {
    Started with = started;
    LogLevel.apply(with.settings().get(Keys.LOG_LEVEL));
    with.settings().warnings().forEach(LOG::warn);
    DataSource database = with.database() == null ? null : pool.get();
    try (ControlPlane plane = new ControlPlane(vertx, database, with.database(), with.settings())) {
      plane.start();
      with.file().write(true, plane.addresses());
      LOG.info("the control plane is ready");
      Quarkus.waitForExit();
    }
    return 0;
  }
}
