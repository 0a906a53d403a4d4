package io.quong.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * All protocols at once, faults, and changes all the while: no failure that a fault does not
 * explain, no growth, no leak. {@code bench/soak} runs it for twenty minutes.
 */
class SoakIT {
  private static final int SECONDS = Integer.getInteger("soak.seconds", 30);
  private static final int KINDS = 14;

  /** A few seconds tell little of five percent: a short run only sees what grows fast. */
  private static final double MOST_GROWTH = SECONDS >= 600 ? 0.05 : 0.25;

  @TempDir Path folder;

  @Test
  void nothingFailsUnexplainedNothingGrowsNothingLeaks() throws Exception {
    try (Soak soak = new Soak(folder)) {
      Soak.Seen seen = soak.run(Math.max(8, SECONDS / 6), SECONDS);
      System.out.println(seen);
      assertEquals(Map.of(), seen.tally().unexplained(), seen::toString);
      assertEquals(KINDS, seen.tally().byKind().size(), seen::toString);
      assertEquals(List.of(), seen.leaks());
      assertTrue(seen.after() <= seen.idle() + Soak.SPARE_DESCRIPTORS, seen::toString);
      assertTrue(Soak.Seen.growth(seen.heaps()) <= MOST_GROWTH, seen::toString);
      if (SECONDS >= 600) {
        assertTrue(Soak.Seen.growth(seen.residents()) <= MOST_GROWTH, seen::toString);
      }
    }
  }
}
