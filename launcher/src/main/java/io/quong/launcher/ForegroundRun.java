package io.quong.launcher;

import io.quong.program.ProgramFile;
import java.io.IOException;
import java.util.List;

/** {@code quong run}: the programs as long as the command runs, and not longer. */
final class ForegroundRun {
  private final Installation installation;

  ForegroundRun(Installation installation) {
    this.installation = installation;
  }

  int run(long seconds) throws IOException, Failure {
    Launcher.warnings(installation);
    Starter starter = new Starter(installation, true);
    List<Child> children = starter.spawn();
    Thread stopping = new Thread(() -> stop(starter), "stop");
    Runtime.getRuntime().addShutdownHook(stopping);
    starter.await(seconds);
    ProgramFile.Content control = installation.running(Program.CONTROL_PLANE);
    Tour tour = new Tour(control, installation.running(Program.DATA_PLANE));
    System.out.print("Quong is running; Ctrl-C stops it\n" + tour.addresses() + tour.session());
    while (true) {
      for (Child child : children) {
        if (!child.process().isAlive()) {
          throw new Failure(
              "the "
                  + child.program().title()
                  + " ended, exit code "
                  + child.process().exitValue());
        }
      }
      Starter.pause();
    }
  }

  private static void stop(Starter starter) {
    try {
      starter.stop();
      starter.close();
    } catch (IOException | Failure e) {
      System.err.println("Error: " + e.getMessage());
    }
  }
}
