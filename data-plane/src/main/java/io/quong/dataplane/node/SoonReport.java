package io.quong.dataplane.node;

import io.vertx.core.Vertx;
import java.util.concurrent.atomic.AtomicBoolean;

/** Tells the control plane soon of what changed: once for all that changes within a moment. */
final class SoonReport {
  private static final long MOMENT_MILLIS = 50;

  private final Vertx vertx;
  private final Runnable report;
  private final AtomicBoolean due = new AtomicBoolean();

  SoonReport(Vertx vertx, Runnable report) {
    this.vertx = vertx;
    this.report = report;
  }

  /** From any thread. */
  void soon() {
    if (due.compareAndSet(false, true)) {
      vertx.setTimer(
          MOMENT_MILLIS,
          timer -> {
            due.set(false);
            report.run();
          });
    }
  }
}
