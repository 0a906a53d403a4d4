package io.quong.dataplane.balancer;

import io.quong.entity.Target;
import io.quong.entity.Upstream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** The targets of one upstream. */
public final class UpstreamBalancer {
  private final Upstream upstream;
  private final Wheel wheel;

  UpstreamBalancer(Upstream upstream, List<Target> targets, Random random) {
    this.upstream = upstream;
    List<TargetAddress> addresses = new ArrayList<>(targets.size());
    targets.stream()
        .sorted(Comparator.comparing(Target::id))
        .map(TargetAddress::of)
        .forEach(addresses::add);
    this.wheel = new Wheel(addresses, random);
  }

  public Upstream upstream() {
    return upstream;
  }

  int size() {
    return wheel.size();
  }

  TargetAddress next() {
    return wheel.next();
  }
}
