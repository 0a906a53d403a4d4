package io.quong.bench;

import java.io.IOException;
import java.util.List;

/** Processor time for a request of the native node beside the JVM's, in turn. */
final class NativeRow implements Row {
  private static final double WARM_SECONDS = 15;
  private static final double SECONDS = 6;

  @Override
  public List<Figure> measure(Site site) throws IOException, InterruptedException {
    if (!Quong.hasNative()) {
      System.err.println("the native node is not built: it is not measured");
      return List.of();
    }
    double[][] micros = new double[2][site.rounds()];
    double[] resident = new double[site.rounds()];
    for (int round = 0; round < site.rounds(); round++) {
      for (boolean asNative : new boolean[] {true, false}) {
        site.quong().restartNode(asNative);
        ProcessFigures node = site.quong().node();
        Subject subject = Subject.of("node", node, Quong.PROXY, "/plain", "");
        subject.load().run(asNative ? 2 : WARM_SECONDS);
        micros[asNative ? 0 : 1][round] = subject.cpu(SECONDS);
        if (asNative) {
          resident[round] = node.megabytes();
        }
      }
    }
    return List.of(
        new Figure("native", "no plugin", "µs", micros[0], micros[1], "warm JVM", Figure.most(1.6)),
        Figure.alone("native", "resident after load", "MB", resident, null));
  }
}
