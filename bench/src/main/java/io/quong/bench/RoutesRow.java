package io.quong.bench;

import io.quong.bench.micro.RouterBenchmark;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.DoubleStream;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** What a match costs by the number of routes, in the router alone: no gateway is started. */
final class RoutesRow implements Row {
  private static final double GOAL_NANOS = 1_000;

  @Override
  public List<Figure> measure(Site site) {
    return measure();
  }

  List<Figure> measure() {
    Collection<RunResult> results;
    try {
      results =
          new Runner(new OptionsBuilder().include(RouterBenchmark.class.getName()).build()).run();
    } catch (RunnerException failed) {
      throw new IllegalStateException(failed);
    }
    List<Figure> figures = new ArrayList<>();
    for (RunResult result : results) {
      String shape = result.getParams().getParam("shape");
      int routes = Integer.parseInt(result.getParams().getParam("routes"));
      double[] rounds = rounds(result);
      double[] few = few(results, shape);
      boolean many = routes == 100_000 && !shape.equals("regexes");
      String what = "%s, %,d routes".formatted(shape, routes);
      figures.add(
          many
              ? new Figure("routes", what, "ns", rounds, few, "10 routes", Figure.most(1.1))
              : Figure.alone("routes", what, "ns", rounds, Figure.most(GOAL_NANOS)));
    }
    return figures;
  }

  private static double[] few(Collection<RunResult> results, String shape) {
    for (RunResult result : results) {
      if (result.getParams().getParam("shape").equals(shape)
          && result.getParams().getParam("routes").equals("10")) {
        return rounds(result);
      }
    }
    throw new IllegalStateException("no figure for ten " + shape);
  }

  private static double[] rounds(RunResult result) {
    return result.getAggregatedResult().getIterationResults().stream()
        .flatMapToDouble(each -> DoubleStream.of(each.getPrimaryResult().getScore()))
        .toArray();
  }
}
