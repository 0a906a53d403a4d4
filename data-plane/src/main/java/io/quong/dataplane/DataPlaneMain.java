package io.quong.dataplane;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.quong.dataplane.node.Node;
import io.quong.program.LogLevel;
import io.quong.program.ProgramArguments;
import io.quong.program.ProgramArguments.UsageException;
import io.quong.program.ProgramFile;
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

  private final Vertx vertx;

  @Inject
  DataPlaneMain(Vertx vertx) {
    this.vertx = vertx;
  }

  public static void main(String... arguments) {
    Quarkus.run(DataPlaneMain.class, arguments);
  }

  @Override
  public int run(String... arguments) {
    try {
      Settings settings = ProgramArguments.parse(List.of(arguments)).settings(System.getenv());
      LogLevel.apply(settings.get(Keys.LOG_LEVEL));
      settings.warnings().forEach(LOG::warn);
      return run(settings);
    } catch (SettingsException refused) {
      System.err.println("Error: " + String.join("\nError: ", refused.errors()));
      return FAILED;
    } catch (UsageException refused) {
      System.err.println("Error: " + refused.getMessage());
      return FAILED;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return FAILED;
    } catch (IOException | GeneralSecurityException failed) {
      LOG.errorf("the data plane cannot start: %s", failed.getMessage());
      System.err.println("Error: " + failed.getMessage());
      return FAILED;
    }
  }

  private int run(Settings settings)
      throws IOException, GeneralSecurityException, InterruptedException {
    ProgramFile file = new ProgramFile(settings.prefix(), "data-plane");
    file.write(false, Map.of());
    try (Node node = new Node(vertx, settings)) {
      node.start();
      node.awaitConfiguration();
      file.write(true, node.addresses());
      Quarkus.waitForExit();
    } finally {
      file.remove();
    }
    return 0;
  }
}
