package io.quong.dataplane.router;

import java.util.Random;

/** Draws from lists of values. */
record Picks(Random random) {
  String one(String[] values) {
    return values[random.nextInt(values.length)];
  }

  /** At least one, each once. */
  String[] some(String[] values, int most) {
    return random
        .ints(1 + random.nextInt(most), 0, values.length)
        .distinct()
        .mapToObj(i -> values[i])
        .toArray(String[]::new);
  }
}
