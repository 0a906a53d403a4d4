package io.quong.bench;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Latencies with 10,000 routes at a steady rate, below what the machine can do: quiet, and while 50
 * changes a second arrive. Not one request may fail.
 */
final class ChangesRow implements Row {
  private static final int ROUTES = 10_000;
  private static final int CHANGES_PER_SECOND = 50;
  private static final int CONNECTIONS = 10;
  private static final long PAUSE_MICROS = 5_000;
  private static final double SECONDS = 12;

  @Override
  public List<Figure> measure(Site site) throws IOException, InterruptedException {
    site.quong().fill(ROUTES);
    site.route("changed", "/changed");
    double[][] quiet = new double[2][site.rounds()];
    double[][] busy = new double[2][site.rounds()];
    run(site, false);
    for (int round = 0; round < site.rounds(); round++) {
      keep(run(site, false), quiet, round);
      keep(run(site, true), busy, round);
    }
    return List.of(
        new Figure(
            "changes",
            "p99 under 50 changes a second",
            "µs",
            busy[0],
            quiet[0],
            "quiet",
            Figure.most(1.5)),
        new Figure(
            "changes",
            "p99.9 under 50 changes a second",
            "µs",
            busy[1],
            quiet[1],
            "quiet",
            Figure.most(3)));
  }

  private static void keep(Load.Result result, double[][] into, int round) throws IOException {
    if (result.failed() > 0) {
      throw new IOException("requests failed: " + result);
    }
    into[0][round] = result.percentile(0.99);
    into[1][round] = result.percentile(0.999);
  }

  private static Load.Result run(Site site, boolean changing)
      throws IOException, InterruptedException {
    Load load = new Load(Quong.PROXY, "/plain", "", CONNECTIONS).every(PAUSE_MICROS);
    Thread changes = new Thread(() -> change(site), "changes");
    if (changing) {
      changes.start();
    }
    Load.Result result = load.run(SECONDS);
    changes.interrupt();
    changes.join();
    return result;
  }

  private static void change(Site site) {
    try {
      long begin = System.nanoTime();
      for (long i = 0; ; i++) {
        TimeUnit.NANOSECONDS.sleep(
            begin + i * 1_000_000_000 / CHANGES_PER_SECOND - System.nanoTime());
        site.quong()
            .admin()
            .send("PATCH", "/routes/changed", "{\"tags\":[\"change-" + System.nanoTime() + "\"]}");
      }
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    } catch (IOException failed) {
      throw new java.io.UncheckedIOException(failed);
    }
  }
}
