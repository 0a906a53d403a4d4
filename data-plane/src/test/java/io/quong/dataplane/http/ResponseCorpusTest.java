package io.quong.dataplane.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.util.ResourceLeakDetector;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of an upstream's raw responses, row by row, in one piece and in many. */
class ResponseCorpusTest {
  private static final List<Integer> SIZES = List.of(1, 2, 3, 5, 7, 11, 16, 23, 40);

  @BeforeAll
  static void watchForLeaks() {
    ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
  }

  static Stream<Corpus> rows() {
    return Corpus.load("responses.tsv").stream();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void responseIsTakenOrRefused(Corpus row) {
    byte[] raw = RawText.bytes(body(row));
    assertEquals(row.expected(), ClientSide.events(raw, raw.length, method(row), false));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void piecesOfEverySizeGiveTheSameEvents(Corpus row) {
    byte[] raw = RawText.bytes(body(row));
    String whole = ClientSide.events(raw, raw.length, method(row), true);
    for (int piece : raw.length > 2000 ? List.of(211, 1000, 1023) : SIZES) {
      String pieces = ClientSide.events(raw, piece, method(row), true);
      assertEquals(settled(whole), settled(pieces), () -> "in pieces of " + piece);
    }
  }

  /** Bytes behind a response that is complete: at once, or as a fault when they come later. */
  static String settled(String events) {
    return events.replace("SURPLUS_BYTES", "").replaceAll("raw ([^ ])", "$1").strip();
  }

  private static String method(Corpus row) {
    return row.raw().startsWith("HEAD|") ? "HEAD" : "GET";
  }

  private static String body(Corpus row) {
    return row.raw().startsWith("HEAD|") ? row.raw().substring(5) : row.raw();
  }
}
