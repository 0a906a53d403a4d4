package io.quong.launcher;

import io.quong.program.ProgramFile;
import io.quong.settings.Keys;
import io.quong.settings.Listen;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * {@code quong reload}: programs with the settings as they are now. The control plane is restarted,
 * which traffic does not notice. A node whose addresses are all {@code reuseport} is started beside
 * the old one, which then ends its requests, as nginx changes its workers; any other is restarted.
 */
final class Reload {
  private final Installation installation;

  Reload(Installation installation) {
    this.installation = installation;
  }

  int run(long seconds) throws IOException, Failure {
    Launcher.warnings(installation);
    boolean ran = false;
    for (Program program : installation.programs()) {
      ProgramFile.Content old = installation.running(program);
      if (old == null) {
        continue;
      }
      ran = true;
      if (program == Program.DATA_PLANE && shared()) {
        changeOver(program, old, seconds);
      } else {
        new Stopper(installation).stop(program, old);
        await(Child.start(installation, program, false, List.of()), seconds);
      }
    }
    if (!ran) {
      throw new Failure("Quong is not running in " + installation.prefix());
    }
    System.out.println("Quong reloaded");
    return 0;
  }

  private boolean shared() {
    return List.of(Keys.PROXY_LISTEN, Keys.STATUS_LISTEN).stream()
        .flatMap(key -> installation.settings().get(key).stream())
        .allMatch(Listen::reuseport);
  }

  private void changeOver(Program program, ProgramFile.Content old, long seconds)
      throws IOException, Failure {
    await(Child.start(installation, program, false, List.of("-Dquong.take-over=true")), seconds);
    new Stopper(installation).stop(program, old);
  }

  private static void await(Child child, long seconds) throws IOException, Failure {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (!child.ready()) {
      if (!child.process().isAlive() || System.nanoTime() > deadline) {
        Failure failure =
            new Failure(
                "the %s did not start with the new settings: %s%nThe log is %s"
                    .formatted(child.program().title(), child.reason(), child.log()));
        child.stop(5);
        throw failure;
      }
      Starter.pause();
    }
  }
}
