package io.quong.launcher;

import io.quong.program.ProgramFile;
import io.quong.settings.ClusterKeys;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Stops what runs: the node first, so that it ends its requests with the control plane there. */
final class Stopper {
  private final Installation installation;

  Stopper(Installation installation) {
    this.installation = installation;
  }

  /** Answers whether anything ran. */
  boolean stop() throws IOException, Failure {
    List<Program> order = new ArrayList<>(installation.programs());
    Collections.reverse(order);
    boolean ran = false;
    for (Program program : order) {
      ProgramFile.Content content = installation.running(program);
      if (content != null) {
        ran = true;
        stop(program, content);
      }
      installation.file(program).removeStale();
    }
    if (installation.programs().contains(Program.CONTROL_PLANE)
        && Database.running(installation) != null) {
      ran = true;
      Database.stop(installation);
    }
    return ran;
  }

  /** Asks a program to end, and ends it by force when it takes longer than its grace. */
  void stop(Program program, ProgramFile.Content content) throws IOException, Failure {
    ProcessHandle process = ProcessHandle.of(content.pid()).orElse(null);
    if (process == null) {
      return;
    }
    long grace = installation.settings().get(ClusterKeys.QUONG_SHUTDOWN_GRACE);
    process.destroy();
    if (ended(content, grace + 10)) {
      installation.classes(program).keep();
      return;
    }
    process.destroyForcibly();
    if (!ended(content, 10)) {
      throw new Failure("process " + content.pid() + " does not end");
    }
  }

  private static boolean ended(ProgramFile.Content content, long seconds) throws Failure {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (content.runs()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      Starter.pause();
    }
    return true;
  }
}
