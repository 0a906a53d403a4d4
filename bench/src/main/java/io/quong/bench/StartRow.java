package io.quong.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** From the start of a node's process to its first 200, with one route, in a JVM and native. */
final class StartRow implements Row {
  private static final int STARTS = 5;

  @Override
  public List<Figure> measure(Site site) throws IOException, InterruptedException {
    List<Figure> figures = new ArrayList<>();
    measure(site, false, 1200, figures);
    if (Quong.hasNative()) {
      measure(site, true, 60, figures);
    } else {
      System.err.println("the native node is not built: it is not measured");
    }
    site.quong().restartNode(false);
    return figures;
  }

  private static void measure(Site site, boolean asNative, double most, List<Figure> figures)
      throws IOException, InterruptedException {
    // The first end of a JVM writes the archive of its classes.
    site.quong().restartNode(asNative);
    site.quong().restartNode(asNative);
    double[] millis = new double[STARTS];
    double[] resident = new double[STARTS];
    for (int i = 0; i < STARTS; i++) {
      Quong.Started started = site.quong().startNode("/plain", false);
      millis[i] = started.seconds() * 1000;
      resident[i] = started.node().megabytes();
    }
    String what = asNative ? "native" : "JVM";
    figures.add(
        Figure.alone("start", what + ", to the first 200", "ms", millis, Figure.most(most)));
    figures.add(
        Figure.alone(
            "start", what + ", resident then", "MB", resident, asNative ? Figure.most(80) : null));
  }
}
