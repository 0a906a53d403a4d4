package io.quong.launcher;

import io.quong.program.Postmaster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The embedded PostgreSQL as seen from outside: it belongs to the control plane. */
final class Database {
  private static final long STOP_SECONDS = 30;

  private Database() {}

  /** The server that runs under the prefix; null when there is none. */
  static Postmaster running(Installation installation) throws IOException {
    Path data = installation.prefix().resolve("postgres/data");
    Postmaster postmaster = Postmaster.read(data);
    return postmaster != null && postmaster.runs() ? postmaster : null;
  }

  /** Stops a server that its control plane has left behind, as when that was killed. */
  static void stop(Installation installation) throws IOException, Failure {
    Postmaster postmaster = running(installation);
    if (postmaster == null) {
      return;
    }
    // Its "fast" way of stopping; what Java can send is the slow one, or none.
    new ProcessBuilder("kill", "-INT", Long.toString(postmaster.pid())).start();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(STOP_SECONDS);
    while (postmaster.runs()) {
      if (System.nanoTime() > deadline) {
        throw new Failure("PostgreSQL (process " + postmaster.pid() + ") does not stop");
      }
      Starter.pause();
    }
  }
}
