package io.quong.dataplane.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.util.ResourceLeakDetector;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/**
 * Messages of the corpora, spoilt at random: nothing is thrown, nothing loops, and the events do
 * not depend on how the bytes come in.
 */
class WireFuzzTest {
  private static final int ROUNDS = 150;
  private static final byte[] LIKELY = RawText.bytes("\\r\\n \\t\\0:;,%/.?#05afHTP\\x7f\\xff@[]");
  private static final List<Corpus> REQUESTS = Corpus.load("requests.tsv");
  private static final List<Corpus> RESPONSES = Corpus.load("responses.tsv");

  @BeforeAll
  static void watchForLeaks() {
    ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
  }

  @RepeatedTest(10)
  void spoiltRequestsGiveTheSameEventsInPieces(RepetitionInfo run) {
    Random random = new Random(run.getCurrentRepetition());
    for (int i = 0; i < ROUNDS; i++) {
      byte[] raw = spoil(pick(REQUESTS, random), random);
      String whole = ServerSide.events(raw, raw.length + 1, true);
      int piece = 1 + random.nextInt(40);
      assertEquals(whole, ServerSide.events(raw, piece, true), () -> "seed " + run);
    }
  }

  @RepeatedTest(10)
  void spoiltResponsesGiveTheSameEventsInPieces(RepetitionInfo run) {
    Random random = new Random(run.getCurrentRepetition());
    for (int i = 0; i < ROUNDS; i++) {
      byte[] raw = spoil(pick(RESPONSES, random), random);
      String whole = ClientSide.events(raw, raw.length + 1, "GET", true);
      int piece = 1 + random.nextInt(40);
      assertEquals(
          ResponseCorpusTest.settled(whole),
          ResponseCorpusTest.settled(ClientSide.events(raw, piece, "GET", true)),
          () -> "seed " + run);
    }
  }

  @RepeatedTest(5)
  void garbageNeitherThrowsNorLoops(RepetitionInfo run) {
    Random random = new Random(run.getCurrentRepetition());
    for (int i = 0; i < ROUNDS; i++) {
      byte[] raw = new byte[1 + random.nextInt(3000)];
      for (int at = 0; at < raw.length; at++) {
        raw[at] = random.nextBoolean() ? likely(random) : (byte) random.nextInt();
      }
      int piece = 1 + random.nextInt(500);
      ServerSide.events(raw, piece, true);
      ClientSide.events(raw, piece, "GET", true);
    }
  }

  /** Rows of moderate size, so that a run takes a second and not a minute. */
  private static byte[] pick(List<Corpus> rows, Random random) {
    byte[] raw;
    do {
      raw = RawText.bytes(rows.get(random.nextInt(rows.size())).raw());
    } while (raw.length > 1000);
    return raw;
  }

  private static byte[] spoil(byte[] raw, Random random) {
    byte[] bytes = raw;
    for (int change = random.nextInt(3); change >= 0 && bytes.length > 0; change--) {
      int at = random.nextInt(bytes.length);
      bytes =
          switch (random.nextInt(4)) {
            case 0 -> splice(bytes, at, 1, new byte[0]);
            case 1 -> splice(bytes, at, 0, new byte[] {likely(random)});
            case 2 -> splice(bytes, at, 1, new byte[] {likely(random)});
            default -> splice(bytes, at, 0, java.util.Arrays.copyOf(bytes, at));
          };
    }
    return bytes;
  }

  private static byte[] splice(byte[] bytes, int at, int drop, byte[] insert) {
    byte[] out = new byte[bytes.length - drop + insert.length];
    System.arraycopy(bytes, 0, out, 0, at);
    System.arraycopy(insert, 0, out, at, insert.length);
    System.arraycopy(bytes, at + drop, out, at + insert.length, bytes.length - at - drop);
    return out;
  }

  private static byte likely(Random random) {
    return LIKELY[random.nextInt(LIKELY.length)];
  }
}
