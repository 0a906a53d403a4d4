package io.quong.plugin.message;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AuthPartsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sun, 06 Nov 1994 08:49:37 GMT",
        "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994",
        "Sun Nov 06 08:49:37 1994",
        "X, 06 Nov 1994 08:49:37"
      })
  void datesAreReadInTheirThreeForms(String text) {
    assertEquals(784_111_777L, HttpTime.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "now",
        "Sun, 06 Nov 1994",
        "Sun, 31 Feb 1994 08:49:37 GMT",
        "Sun, 06 nov 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 25:49:37 GMT",
        "1994-11-06T08:49:37Z"
      })
  void whatIsNoDateIsNone(String text) {
    assertEquals(-1, HttpTime.parse(text));
  }

  @Test
  void base64NeedsNoPaddingAndEndsAtIt() {
    byte[] bea = "bea".getBytes(StandardCharsets.UTF_8);
    assertArrayEquals(bea, LenientBase64.decode("YmVh"));
    assertArrayEquals("be".getBytes(StandardCharsets.UTF_8), LenientBase64.decode("YmU"));
    assertArrayEquals("be".getBytes(StandardCharsets.UTF_8), LenientBase64.decode("YmU= more"));
    assertNull(LenientBase64.decode("YmVhY"));
    assertNull(LenientBase64.decode("Ym-_"));
    assertNull(LenientBase64.decodeUrl("Ym+/"));
  }
}
