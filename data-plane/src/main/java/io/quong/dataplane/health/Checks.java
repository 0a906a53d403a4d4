package io.quong.dataplane.health;

import io.quong.entity.Upstream;
import io.quong.entity.Upstream.Active;
import io.quong.entity.Upstream.Healthchecks;
import io.quong.entity.Upstream.Passive;

/**
 * An upstream's {@code healthchecks}.
 *
 * @param on whether anything that is configured can change an address's state
 * @param passive what requests tell
 * @param active what probes tell
 * @param probes null while no probe is due
 * @param threshold percent of the weight that must be available, and more
 */
public record Checks(boolean on, Limits passive, Limits active, Active probes, double threshold) {
  public static final Checks OFF = new Checks(false, Limits.NONE, Limits.NONE, null, 0);

  public static Checks of(Upstream upstream) {
    Healthchecks checks = upstream.healthchecks();
    if (checks == null) {
      return OFF;
    }
    double threshold = checks.threshold() == null ? 0 : checks.threshold();
    Limits passive = passive(checks.passive());
    Active active = checks.active();
    boolean probing =
        active != null
            && ((active.healthy() != null && above(active.healthy().interval()))
                || (active.unhealthy() != null && above(active.unhealthy().interval())));
    boolean watching = passive.httpFailures() + passive.tcpFailures() + passive.timeouts() > 0;
    boolean on = probing || watching;
    return new Checks(on, passive, active(active), probing ? active : null, threshold);
  }

  private static boolean above(Double value) {
    return value != null && value > 0;
  }

  private static Limits passive(Passive passive) {
    if (passive == null) {
      return Limits.NONE;
    }
    Upstream.PassiveHealthy good = passive.healthy();
    Upstream.PassiveUnhealthy bad = passive.unhealthy();
    return Limits.of(
        good == null ? null : good.successes(),
        bad == null ? null : bad.httpFailures(),
        bad == null ? null : bad.tcpFailures(),
        bad == null ? null : bad.timeouts(),
        good == null ? null : good.httpStatuses(),
        bad == null ? null : bad.httpStatuses());
  }

  private static Limits active(Active active) {
    if (active == null) {
      return Limits.NONE;
    }
    Upstream.ActiveHealthy good = active.healthy();
    Upstream.ActiveUnhealthy bad = active.unhealthy();
    return Limits.of(
        good == null ? null : good.successes(),
        bad == null ? null : bad.httpFailures(),
        bad == null ? null : bad.tcpFailures(),
        bad == null ? null : bad.timeouts(),
        good == null ? null : good.httpStatuses(),
        bad == null ? null : bad.httpStatuses());
  }
}
