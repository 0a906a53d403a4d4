package io.quong.bench;

import java.io.IOException;
import java.util.List;

/**
 * What an aggregate takes over the slowest chain of its calls: four calls of 10 ms, two of them one
 * behind the other, and the same two made by the client itself through the proxy.
 */
final class AggregateRow implements Row {
  private static final int WARM = 1_000;
  private static final int SAMPLES = 300;
  private static final String SLOW = "/after/10";

  @Override
  public List<Figure> measure(Site site) throws IOException, InterruptedException {
    site.route("slow", "/after");
    AdminClient admin = site.quong().admin();
    admin.send("PUT", "/routes/aggregate", "{\"paths\":[\"/aggregate\"]}");
    String call = "{\"name\":\"%s\",\"service\":\"bench\",\"path\":\"" + SLOW + "\"%s}";
    String calls =
        String.join(
            ",",
            call.formatted("a", ""),
            call.formatted("b", ",\"after\":[\"a\"]"),
            call.formatted("c", ""),
            call.formatted("d", ""));
    String response = "{'a': a.message, 'b': b.message, 'c': c.message, 'd': d.message}";
    admin.live(
        admin.send(
            "POST",
            "/routes/aggregate/plugins",
            "{\"name\":\"aggregate\",\"config\":{\"calls\":[%s],\"response\":\"%s\"}}"
                .formatted(calls, response)));
    double[] median = new double[site.rounds()];
    double[] over = new double[site.rounds()];
    try (OneByOne whole = new OneByOne("/aggregate");
        OneByOne part = new OneByOne(SLOW)) {
      for (int i = 0; i < WARM; i++) {
        whole.ask();
      }
      for (int round = 0; round < site.rounds(); round++) {
        double[] aggregate = new double[SAMPLES];
        double[] chain = new double[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
          aggregate[i] = whole.ask();
          chain[i] = part.ask() + part.ask();
        }
        median[round] = Figure.percentile(aggregate, 0.5);
        over[round] = median[round] - Figure.percentile(chain, 0.5);
      }
    }
    return List.of(
        Figure.alone("aggregate", "four calls of 10 ms, two in a chain", "ms", median, null),
        Figure.alone("aggregate", "over the slowest chain", "ms", over, Figure.most(1)));
  }
}
