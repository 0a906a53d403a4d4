package io.quong.dataplane.listen;

import static io.quong.dataplane.listen.OpenListeners.listen;
import static io.quong.dataplane.listen.RawFrames.CONTINUATION;
import static io.quong.dataplane.listen.RawFrames.DATA;
import static io.quong.dataplane.listen.RawFrames.END_HEADERS;
import static io.quong.dataplane.listen.RawFrames.END_STREAM;
import static io.quong.dataplane.listen.RawFrames.GET;
import static io.quong.dataplane.listen.RawFrames.HEADERS;
import static io.quong.dataplane.listen.RawFrames.NOTHING;
import static io.quong.dataplane.listen.RawFrames.PING;
import static io.quong.dataplane.listen.RawFrames.POST;
import static io.quong.dataplane.listen.RawFrames.PRIORITY;
import static io.quong.dataplane.listen.RawFrames.RST_STREAM;
import static io.quong.dataplane.listen.RawFrames.SETTINGS;
import static io.quong.dataplane.listen.RawFrames.WINDOW_UPDATE;
import static io.quong.dataplane.listen.RawFrames.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quong.dataplane.http.ClientTimeouts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients do with HTTP/2 to wear a server out, on sockets. */
class Http2FloodTest {
  private static final int PROTOCOL_ERROR = 1;
  private static final int ENHANCE_YOUR_CALM = 11;
  private static final int REFUSED_STREAM = 7;

  private static OpenListeners open;

  @BeforeAll
  static void start() throws Exception {
    open = new OpenListeners(ClientTimeouts.DEFAULT, listen("http2"));
  }

  @AfterAll
  static void stop() throws Exception {
    open.close();
  }

  private static RawFrames client() throws IOException {
    return new RawFrames(open.address(0));
  }

  /**
   * Whoever floods is told to calm down, or of its fault, unless it floods so fast that it only
   * sees a reset.
   */
  private static void ended(RawFrames client) throws IOException {
    int error = client.end();
    assertTrue(Set.of(ENHANCE_YOUR_CALM, PROTOCOL_ERROR, -1).contains(error), "GOAWAY " + error);
    stillServes();
  }

  private static void stillServes() throws IOException {
    try (RawFrames other = client()) {
      other.frame(HEADERS, END_HEADERS | END_STREAM, 1, GET).send();
      assertEquals(1, other.read(HEADERS).stream());
    }
  }

  @Test
  void rapidResets() throws IOException {
    try (RawFrames client = client()) {
      for (int stream = 1; stream < 2_000; stream += 2) {
        client.frame(HEADERS, END_HEADERS | END_STREAM, stream, GET);
        client.frame(RST_STREAM, 0, stream, bytes(0, 0, 0, 8));
      }
      ended(client.send());
    }
  }

  @Test
  void resetsThatTheServerIsMadeToSend() throws IOException {
    try (RawFrames client = client()) {
      for (int stream = 1; stream < 2_000; stream += 2) {
        client.frame(HEADERS, END_HEADERS, stream, POST);
        client.frame(WINDOW_UPDATE, 0, stream, bytes(0, 0, 0, 0));
      }
      ended(client.send());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5})
  void smallContinuations(int size) throws IOException {
    try (RawFrames client = client()) {
      client.frame(HEADERS, END_STREAM, 1, GET).send();
      byte[] piece = new byte[size];
      Arrays.fill(piece, (byte) 0x82);
      ended(client.frame(CONTINUATION, 0, 1, piece).flood(200_000));
    }
  }

  @Test
  void largeContinuations() throws IOException {
    try (RawFrames client = client()) {
      client.frame(HEADERS, END_STREAM, 1, GET).send();
      ended(client.frame(CONTINUATION, 0, 1, field("x", 8_000)).flood(10_000));
    }
  }

  @Test
  void fieldsThatGrowWhenTheyAreUnpacked() throws IOException {
    // One large field goes into the table of HPACK, and is then named by one byte each.
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    bomb.writeBytes(GET);
    bomb.writeBytes(field("x", 3_000));
    for (int i = 0; i < 10_000; i++) {
      bomb.write(0xbe);
    }
    try (RawFrames client = client()) {
      ended(client.frame(HEADERS, END_HEADERS | END_STREAM, 1, bomb.toByteArray()).send());
    }
  }

  @Test
  void fieldOfMoreThanAllBuffers() throws IOException {
    try (RawFrames client = client()) {
      client.frame(HEADERS, END_STREAM, 1, GET);
      byte[] field = field("x", 41_000);
      client.frame(CONTINUATION, 0, 1, Arrays.copyOf(field, 16_000));
      client.frame(CONTINUATION, 0, 1, Arrays.copyOfRange(field, 16_000, 32_000));
      client.frame(CONTINUATION, END_HEADERS, 1, Arrays.copyOfRange(field, 32_000, field.length));
      ended(client.send());
    }
  }

  /** A literal field that goes into the table, in HPACK. */
  private static byte[] field(String name, int length) {
    ByteArrayOutputStream field = new ByteArrayOutputStream();
    field.write(0x40);
    field.write(name.length());
    field.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
    field.write(0x7f);
    int rest = length - 0x7f;
    while (rest >= 0x80) {
      field.write((rest & 0x7f) | 0x80);
      rest >>= 7;
    }
    field.write(rest);
    byte[] value = new byte[length];
    Arrays.fill(value, (byte) 'v');
    field.writeBytes(value);
    return field.toByteArray();
  }

  @Test
  void settings() throws IOException {
    try (RawFrames client = client()) {
      ended(client.frame(SETTINGS, 0, 0, RawFrames.setting(4, 70_000)).flood(100_000));
    }
  }

  @Test
  void pings() throws IOException {
    try (RawFrames client = client()) {
      ended(client.frame(PING, 0, 0, new byte[8]).flood(200_000));
    }
  }

  @Test
  void priorities() throws IOException {
    try (RawFrames client = client()) {
      ended(client.frame(PRIORITY, 0, 1, bytes(0, 0, 0, 3, 1)).flood(200_000));
    }
  }

  @Test
  void unknownFrames() throws IOException {
    try (RawFrames client = client()) {
      ended(client.frame(0x42, 0, 0, NOTHING).flood(200_000));
    }
  }

  @Test
  void windowUpdates() throws IOException {
    try (RawFrames client = client()) {
      ended(client.frame(WINDOW_UPDATE, 0, 0, bytes(0, 0, 0, 1)).flood(200_000));
    }
  }

  @Test
  void emptyData() throws IOException {
    try (RawFrames client = client()) {
      client.frame(HEADERS, END_HEADERS, 1, POST).send();
      ended(client.frame(DATA, 0, 1, NOTHING).flood(100_000));
    }
  }

  @Test
  void emptyFields() throws IOException {
    try (RawFrames client = client()) {
      client.frame(HEADERS, END_HEADERS, 1, POST).send();
      client.frame(HEADERS, END_HEADERS, 1, NOTHING).flood(100_000);
      int error = client.end();
      assertTrue(error != 0, "GOAWAY " + error);
      stillServes();
    }
  }

  @Test
  void streamsBeyondTheLimitAreRefusedThoughSettingsWereNotAcknowledged() throws IOException {
    try (RawFrames client = client()) {
      for (int stream = 1; stream <= 2 * 130 - 1; stream += 2) {
        client.frame(HEADERS, END_HEADERS, stream, POST);
      }
      client.send();
      for (int stream = 2 * 128 + 1; stream <= 2 * 130 - 1; stream += 2) {
        RawFrames.Frame reset = client.read(RST_STREAM);
        assertEquals(stream, reset.stream());
        assertEquals(REFUSED_STREAM, reset.payload().getInt(0));
      }
    }
  }

  @Test
  void aResponseThatTheClientGivesNoCreditForIsGivenUp() throws Exception {
    try (OpenListeners shortly = new OpenListeners(OpenListeners.SHORT, listen("http2"));
        RawFrames client = new RawFrames(shortly.address(0), RawFrames.setting(4, 0))) {
      client.frame(HEADERS, END_HEADERS, 1, POST).frame(DATA, END_STREAM, 1, new byte[100]).send();
      assertEquals(1, client.read(HEADERS).stream());
      assertEquals(1, client.read(RST_STREAM).stream());
      client.end();
    }
  }

  @Test
  void honestClientsAreNotDisturbed() throws IOException {
    try (RawFrames client = client()) {
      for (int stream = 1; stream < 4_000; stream += 2) {
        client.frame(HEADERS, END_HEADERS | END_STREAM, stream, GET);
        client.frame(PING, 0, 0, new byte[8]);
        client.frame(WINDOW_UPDATE, 0, 0, bytes(0, 0, 0, 1));
        client.send();
        assertEquals(stream, client.read(HEADERS).stream());
      }
    }
  }
}
