package io.quong.dataplane.health;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import io.quong.dataplane.dns.Names;
import io.quong.dataplane.dns.Place;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Probes the addresses of one upstream: those that are up at one interval, those that are down at
 * another, never more at a time than the plan says, never a round before the last one is over. On
 * its loop.
 */
public final class Prober {
  private static final Logger LOG = Logger.getLogger(Prober.class);

  /** Intervals are this much longer by chance, so that nodes don't probe in step. */
  private static final double JITTER = 0.1;

  private final EventLoop loop;
  private final Names names;
  private final Supplier<List<Probed>> addresses;
  private final Runnable changed;
  private final Round healthy = new Round(true);
  private final Round unhealthy = new Round(false);
  private ProbePlan plan;

  /**
   * @param addresses what there is to probe; asked before each round
   * @param changed told when an address went up or down
   */
  public Prober(EventLoop loop, Names names, Supplier<List<Probed>> addresses, Runnable changed) {
    this.loop = loop;
    this.names = names;
    this.addresses = addresses;
    this.changed = changed;
  }

  /** Probes by this plan from now on; null for no probes. */
  public void follow(ProbePlan next) {
    ProbePlan before = plan;
    plan = next;
    healthy.every(
        before == null ? 0 : before.healthyEvery(), next == null ? 0 : next.healthyEvery());
    unhealthy.every(
        before == null ? 0 : before.unhealthyEvery(), next == null ? 0 : next.unhealthyEvery());
  }

  /** The probes of those that are up, or of those that are down. */
  private final class Round {
    private final boolean up;
    private final Deque<Probed> due = new ArrayDeque<>();
    private ScheduledFuture<?> timer;
    private long every;
    private int running;

    Round(boolean up) {
      this.up = up;
    }

    void every(long before, long millis) {
      if (before == millis && timer != null) {
        return;
      }
      every = millis;
      due.clear();
      if (timer != null) {
        timer.cancel(false);
        timer = null;
      }
      schedule();
    }

    private void schedule() {
      if (every > 0) {
        double later = 1 + JITTER * ThreadLocalRandom.current().nextDouble();
        timer = loop.schedule(this::begin, (long) (every * later), TimeUnit.MILLISECONDS);
      }
    }

    private void begin() {
      schedule();
      if (running > 0 || !due.isEmpty()) {
        return;
      }
      for (Probed address : addresses.get()) {
        if (address.health().up() == up) {
          due.add(address);
        }
      }
      fill();
    }

    private void fill() {
      while (plan != null && running < plan.concurrency() && !due.isEmpty()) {
        running++;
        ProbePlan by = plan;
        Probed address = due.poll();
        probe(address, by, report -> ended(address, by, report));
      }
    }

    private void ended(Probed address, ProbePlan by, Report report) {
      running--;
      if (report != null && plan != null && address.health().report(report, by.limits())) {
        LOG.infof(
            "%s:%d is %s: probe says %s",
            address.host(),
            address.port(),
            address.health().up() ? "healthy" : "unhealthy",
            report);
        changed.run();
      }
      fill();
    }
  }

  private void probe(Probed address, ProbePlan by, Consumer<Report> then) {
    if (address.socket() != null) {
      Probe.start(loop, address.socket(), address, by, then);
      return;
    }
    names.resolve(
        address.host(),
        loop,
        answer -> {
          Place place = answer.next();
          if (place == null || place.address() == null) {
            then.accept(Report.TCP_FAILURE);
          } else {
            InetSocketAddress socket = new InetSocketAddress(place.address(), address.port());
            Probe.start(loop, socket, address, by, then);
          }
        });
  }
}
