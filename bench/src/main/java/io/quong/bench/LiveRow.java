package io.quong.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Time from the answer to a write until a request through the proxy shows it. */
final class LiveRow implements Row {
  private static final int WRITES = 100;

  @Override
  public List<Figure> measure(Site site) throws IOException, InterruptedException {
    List<Figure> figures = new ArrayList<>();
    for (int routes : new int[] {10_000, 100_000}) {
      site.quong().fill(routes);
      double[] median = new double[site.rounds()];
      double[] worst = new double[site.rounds()];
      for (int round = 0; round < site.rounds(); round++) {
        double[] millis = writes(site, routes + "-" + round);
        median[round] = Figure.percentile(millis, 0.5);
        worst[round] = Figure.percentile(millis, 1);
      }
      String what = "%,d routes".formatted(routes);
      figures.add(Figure.alone("live", what + ", median", "ms", median, Figure.most(100)));
      figures.add(Figure.alone("live", what + ", worst", "ms", worst, Figure.most(250)));
    }
    return figures;
  }

  private static double[] writes(Site site, String mark) throws IOException, InterruptedException {
    double[] millis = new double[WRITES];
    for (int i = 0; i < WRITES; i++) {
      String path = "/live-" + mark + "-" + i;
      site.quong()
          .admin()
          .send("PUT", "/services/bench/routes/live-" + i, "{\"paths\":[\"" + path + "\"]}");
      long begin = System.nanoTime();
      while (!Quong.answers(path)) {
        Thread.onSpinWait();
      }
      millis[i] = (System.nanoTime() - begin) / 1e6;
    }
    return millis;
  }
}
