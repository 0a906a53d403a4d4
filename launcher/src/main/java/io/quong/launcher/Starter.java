package io.quong.launcher;

import io.quong.settings.ClusterKeys;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts what does not run yet, all or nothing. */
final class Starter implements AutoCloseable {
  private static final long LOOK_MS = 25;

  private final Installation installation;
  private final boolean foreground;
  private final FileChannel lockFile;
  private final List<Child> children = new ArrayList<>();

  /**
   * @throws Failure when another command is starting the same installation
   */
  Starter(Installation installation, boolean foreground) throws IOException, Failure {
    this.installation = installation;
    this.foreground = foreground;
    Path run = installation.prefix().resolve("run");
    Files.createDirectories(run);
    lockFile =
        FileChannel.open(
            run.resolve("start.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = lockFile.tryLock();
    if (lock == null) {
      lockFile.close();
      throw new Failure("Quong is being started in " + installation.prefix());
    }
  }

  /**
   * Starts the programs that do not run.
   *
   * @throws Failure when all of them run already
   */
  List<Child> spawn() throws IOException, Failure {
    for (Program program : installation.programs()) {
      if (installation.running(program) == null) {
        installation.file(program).removeStale();
        children.add(Child.start(installation, program, foreground, List.of()));
      }
    }
    if (children.isEmpty()) {
      throw new Failure("Quong is already running in " + installation.prefix());
    }
    return children;
  }

  /**
   * Waits until all of them serve.
   *
   * @throws Failure when one of them ends or the time is over; nothing is left running then of what
   *     was started here
   */
  void await(long seconds) throws IOException, Failure {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    List<Child> waiting = new ArrayList<>(children);
    while (!waiting.isEmpty()) {
      for (Child child : waiting) {
        boolean ended = !child.process().isAlive();
        if (ended || System.nanoTime() > deadline) {
          abandon(child, ended ? "did not start" : "was not ready within " + seconds + " s");
        }
      }
      waiting.removeIf(Child::ready);
      pause();
    }
  }

  private void abandon(Child child, String what) throws IOException, Failure {
    Failure failure =
        new Failure(
            "the "
                + child.program().title()
                + " "
                + what
                + ": "
                + child.reason()
                + "\nThe log is "
                + child.log());
    stop();
    throw failure;
  }

  /** Ends what was started here, the node first. */
  void stop() throws IOException, Failure {
    long seconds = installation.settings().get(ClusterKeys.QUONG_SHUTDOWN_GRACE) + 5L;
    for (int i = children.size() - 1; i >= 0; i--) {
      children.get(i).stop(seconds);
      if (children.get(i).program() == Program.CONTROL_PLANE) {
        Database.stop(installation);
      }
    }
  }

  static void pause() throws Failure {
    try {
      TimeUnit.MILLISECONDS.sleep(LOOK_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure("interrupted");
    }
  }

  @Override
  public void close() throws IOException {
    lockFile.close();
  }
}
