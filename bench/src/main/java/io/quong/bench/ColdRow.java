package io.quong.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A node without a copy of the configuration: from its start until it serves the last route, and
 * the most memory that took.
 */
final class ColdRow implements Row {
  @Override
  public List<Figure> measure(Site site) throws IOException, InterruptedException {
    List<Figure> figures = new ArrayList<>();
    site.quong().restartNode(false);
    for (int routes : new int[] {10_000, 100_000}) {
      site.quong().fill(routes);
      double[] seconds = new double[site.rounds()];
      double[] peak = new double[site.rounds()];
      double[] after = new double[site.rounds()];
      for (int round = 0; round < site.rounds(); round++) {
        Quong.Started started = site.quong().startNode(Quong.path(routes - 1), true);
        seconds[round] = started.seconds();
        peak[round] = started.node().peakMegabytes();
        after[round] = started.node().megabytes();
      }
      String what = "%,d routes".formatted(routes);
      boolean many = routes == 100_000;
      figures.add(
          Figure.alone("cold", what + ", load", "s", seconds, many ? Figure.most(4) : null));
      figures.add(
          Figure.alone(
              "cold", what + ", resident at most", "MB", peak, Figure.most(many ? 600 : 150)));
      figures.add(Figure.alone("cold", what + ", resident after", "MB", after, null));
    }
    return figures;
  }
}
