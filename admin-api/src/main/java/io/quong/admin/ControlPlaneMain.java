package io.quong.admin;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.quong.admin.command.Commands;
import io.quong.program.ProgramArguments;
import io.quong.program.ProgramFile;
import io.quong.settings.ClusterKeys;
import io.quong.settings.Settings;
import io.quong.settings.SettingsException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The control plane's process: settings, database, then Quarkus with {@link ControlPlane} in it.
 * What goes wrong at the start is said after {@code Error:} on standard error, and the exit code is
 * 1.
 */
@QuarkusMain
public final class ControlPlaneMain {
  private static final Map<String, String> WITHOUT_DATABASE =
      Map.of(
          "quarkus.datasource.active", "false",
          "quarkus.flyway.active", "false");

  private ControlPlaneMain() {}

  public static void main(String[] arguments) {
    if (arguments.length > 0 && arguments[0].equals("command")) {
      List<String> words = List.of(arguments);
      System.exit(Commands.run(words.subList(1, words.size())));
    }
    Settings settings;
    Database database;
    ProgramFile file;
    try {
      settings = ProgramArguments.parse(List.of(arguments)).settings(System.getenv());
      file = new ProgramFile(settings.prefix(), "control-plane");
      file.write(false, Map.of());
      database = settings.withoutDatabase() ? null : Database.open(settings);
    } catch (SettingsException e) {
      fail(String.join("\nError: ", e.errors()));
      return;
    } catch (ProgramArguments.UsageException | IOException e) {
      fail(e.getMessage());
      return;
    }
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> end(settings, database, file, ended), "quong-end"));
    Map<String, String> quarkus =
        database == null ? WITHOUT_DATABASE : database.settings().toQuarkus();
    quarkus.forEach(System::setProperty);
    ControlPlaneApplication.prepare(settings, database, file);
    Quarkus.run(
        ControlPlaneApplication.class,
        (code, failure) -> {
          ended.countDown();
          if (failure != null) {
            System.err.println("Error: " + reason(failure));
          }
          System.exit(failure == null ? code : 1);
        });
  }

  private static void fail(String message) {
    System.err.println("Error: " + message);
    System.exit(1);
  }

  /** The innermost cause that says something. */
  private static String reason(Throwable failure) {
    String reason = failure.toString();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      reason = cause.getMessage() == null ? reason : cause.getMessage();
    }
    return reason;
  }

  /** The database goes last: requests in flight need it. */
  private static void end(
      Settings settings, Database database, ProgramFile file, CountDownLatch ended) {
    try {
      ended.await(settings.get(ClusterKeys.QUONG_SHUTDOWN_GRACE) + 5L, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try {
      if (database != null) {
        database.close();
      }
      file.remove();
    } catch (IOException e) {
      System.err.println("Error: " + e.getMessage());
    }
  }
}
