package io.quong.dataplane;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.quong.dataplane.node.Node;
import io.quong.program.LogLevel;
import io.quong.program.ProgramArguments;
import io.quong.program.ProgramArguments.UsageException;
import io.quong.program.ProgramFile;
import io.quong.settings.ClusterKeys;
import io.quong.settings.Keys;
import io.quong.settings.Settings;
import io.quong.settings.SettingsException;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/** The data plane's program: settings, checks, node, until it is told to stop. */
@QuarkusMain
public class DataPlaneMain implements QuarkusApplication {
  private static final Logger LOG = Logger.getLogger(DataPlaneMain.class);
  private static final int FAILED = 1;

  private static final long LOOK_MILLIS = 10;

  /** Quarkus makes the application itself, so what {@code main} has read goes by here. */
  private static volatile Settings settings;

  private final Vertx vertx;

  @Inject
  DataPlaneMain(Vertx vertx) {
    this.vertx = vertx;
  }

  public static void main(String... arguments) {
    try {
      settings = ProgramArguments.parse(List.of(arguments)).settings(System.getenv());
    } catch (SettingsException refused) {
      fail(String.join("\nError: ", refused.errors()));
      return;
    } catch (UsageException refused) {
      fail(refused.getMessage());
      return;
    }
    Integer loops = settings.get(ClusterKeys.QUONG_EVENT_LOOPS);
    if (loops != null) {
      System.setProperty("quarkus.vertx.event-loops-pool-size", loops.toString());
    }
    Quarkus.run(DataPlaneMain.class, arguments);
  }

  private static void fail(String reason) {
    System.err.println("Error: " + reason);
    System.exit(FAILED);
  }

  @Override
  public int run(String... arguments) {
    LogLevel.apply(settings.get(Keys.LOG_LEVEL));
    settings.warnings().forEach(LOG::warn);
    ProgramFile file = new ProgramFile(settings.prefix(), "data-plane");
    try {
      file.write(false, Map.of());
      try (Node node = new Node(vertx, settings)) {
        node.start();
        vertx.setPeriodic(LOOK_MILLIS, timer -> tell(timer, node, file));
        Quarkus.waitForExit();
      } finally {
        file.remove();
      }
      return 0;
    } catch (IOException | GeneralSecurityException failed) {
      System.err.println("Error: " + failed.getMessage());
      return FAILED;
    }
  }

  /** Says that the node serves, once it does. */
  private void tell(long timer, Node node, ProgramFile file) {
    if (!node.serves()) {
      return;
    }
    vertx.cancelTimer(timer);
    vertx
        .executeBlocking(
            () -> {
              file.write(true, node.addresses());
              return null;
            })
        .onFailure(fault -> LOG.errorf("the node's file: %s", fault.getMessage()));
  }
}
