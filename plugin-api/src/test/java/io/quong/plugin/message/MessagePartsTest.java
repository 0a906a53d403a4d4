package io.quong.plugin.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class MessagePartsTest {
  private static String bytes(Random random, String alphabet, int length) {
    StringBuilder out = new StringBuilder();
    for (int i = random.nextInt(length + 1); i > 0; i--) {
      boolean any = random.nextInt(8) == 0;
      out.append(
          any ? (char) random.nextInt(256) : alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return out.toString();
  }

  @Test
  void writingArgumentsAgainChangesNothingMore() {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      String query = bytes(random, "ab=&%+2fF[]", 30);
      String once = Arguments.parse(query, 100).encodeSorted();
      assertEquals(once, Arguments.parse(once, 100).encodeSorted(), query);
      for (int c = 0; c < once.length(); c++) {
        assertEquals(true, once.charAt(c) > 0x20 && once.charAt(c) < 0x7f, query);
      }
    }
  }

  @Test
  void whatIsWrittenIsRead() {
    Random random = new Random(8);
    for (int i = 0; i < 5_000; i++) {
      Arguments arguments = new Arguments();
      List<String> values = new ArrayList<>();
      for (int v = random.nextInt(3); v >= 0; v--) {
        values.add(bytes(random, "ab", 8));
      }
      values.forEach(value -> arguments.append("n", value));
      assertEquals(values, Arguments.parse(arguments.encode(), 100).all("n"));
    }
  }

  @Test
  void noBodyBreaksTheMultipartParserAndPartsSurvive() {
    Random random = new Random(9);
    for (int i = 0; i < 20_000; i++) {
      String body = bytes(random, "--XX\r\n\r\nname=\"a\";: ", 80);
      Multipart parts = Multipart.parse(body, "XX");
      Multipart again = Multipart.parse(parts.encode(), "XX");
      assertEquals(parts.parts().size(), again.parts().size(), body);
    }
  }

  @Test
  void untouchedPartsKeepTheirBytes() {
    String head =
        "Content-Disposition: form-data; name=\"f\"; filename=\"n.txt\"\r\nContent-Type: text/plain";
    String body = "--XX\r\n" + head + "\r\n\r\n" + "\u0000\u00ff\r\n" + "\r\n--XX--\r\n";
    Multipart parts = Multipart.parse(body, "XX");
    assertEquals("f", parts.parts().get(0).name());
    assertEquals("\u0000\u00ff\r\n", parts.parts().get(0).content());
    assertEquals(body, parts.encode());
  }

  @Test
  void boundariesMayBeQuoted() {
    assertEquals("a b", Multipart.boundary("multipart/form-data; boundary=\"a b\""));
    assertEquals("XX", Multipart.boundary("Multipart/form-data; BOUNDARY=XX; x=y"));
    assertNull(Multipart.boundary("multipart/form-data"));
  }

  @Test
  void entriesSplitAtTheFirstColons() {
    assertEquals(new NameValue("h2", "value:2"), NameValue.of("h2:value:2"));
    assertEquals(new NameValue("a", "b"), NameValue.of("a::b"));
    assertEquals(new NameValue("a", " b"), NameValue.of("a: b"));
    assertEquals(new NameValue("a", null), NameValue.of("a:"));
    assertEquals(new NameValue("a", null), NameValue.of("a"));
  }

  @Test
  void urlsComeApartAsWritten() {
    assertEquals(
        new Url("http", "me:p%40", "a.test", 8080, "/in/b", "k=v"),
        Url.parse("http://me:p%40@a.test:8080/in/b?k=v#f"));
    assertEquals(new Url("https", null, "[::1]", 0, null, null), Url.parse("https://[::1]"));
    assertEquals(new Url(null, null, null, 0, "logs.test/in", null), Url.parse("logs.test/in"));
    assertEquals(new Url(null, null, "a.test", 0, "/x", null), Url.parse("//a.test/x"));
    Random random = new Random(10);
    for (int i = 0; i < 20_000; i++) {
      Url.parse(bytes(random, "http://a@[]:8?#", 20));
    }
  }
}
