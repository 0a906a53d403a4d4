package io.quong.dataplane.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.util.ResourceLeakDetector;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What becomes of raw requests, row by row, and that it does not depend on how the bytes come in.
 */
class RequestCorpusTest {
  private static final List<Integer> SIZES = List.of(1, 2, 3, 5, 7, 11, 16, 23, 40);

  @BeforeAll
  static void watchForLeaks() {
    ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
  }

  static Stream<Corpus> rows() {
    return Corpus.load("requests.tsv").stream();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void requestIsTakenOrRefusedAsNginxDoes(Corpus row) {
    byte[] raw = RawText.bytes(row.raw());
    assertEquals(row.expected(), ServerSide.events(raw, raw.length, false));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void piecesOfEverySizeGiveTheSameEvents(Corpus row) {
    byte[] raw = RawText.bytes(row.raw());
    String whole = ServerSide.events(raw, raw.length, true);
    for (int piece : raw.length > 2000 ? List.of(211, 1000, 1023) : SIZES) {
      assertEquals(whole, ServerSide.events(raw, piece, true), () -> "in pieces of " + piece);
    }
  }

  @Test
  void corpusIsLarge() {
    assertEquals(true, rows().count() >= 120);
  }
}
