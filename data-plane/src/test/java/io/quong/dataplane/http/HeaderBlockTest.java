package io.quong.dataplane.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class HeaderBlockTest {
  private static HeaderBlock received(String lines) {
    ByteBuf in =
        Unpooled.copiedBuffer("GET / HTTP/1.1\r\n" + lines + "\r\n", StandardCharsets.ISO_8859_1);
    Object head = new RequestParser(HttpLimits.DEFAULT).parse(in);
    return ((RequestHead) head).headers();
  }

  private static String written(HeaderBlock headers) {
    ByteBuf out = Unpooled.buffer();
    headers.writeTo(out);
    assertTrue(out.readableBytes() <= headers.writtenSize() + headers.size());
    return out.toString(StandardCharsets.ISO_8859_1);
  }

  @Test
  void linesGoOutAsTheyCameIn() {
    String lines = "Host: a\r\nX-b: 1\r\nX-B: 2\r\nAccept: é\r\n";
    assertEquals(lines, written(received(lines)));
  }

  @Test
  void otherLineEndsAndBlanksAreMadePlain() {
    assertEquals(
        "Host: a\r\nX: 1\r\nY: \r\nZ: 2  3\r\n",
        written(received("Host: a\nX:1\r\nY:\r\nZ:   2  3  \r\n")));
  }

  @Test
  void namesCompareInAnyCase() {
    HeaderBlock headers = received("Host: a\r\nX-One: 1\r\nx-one: 2\r\nAccept: b\r\n");
    assertEquals("1", headers.get("X-ONE"));
    assertEquals(List.of("1", "2"), headers.all("x-one"));
    assertEquals("b", headers.get(HeaderName.ACCEPT));
    assertNull(headers.get("X-On"));
    assertTrue(headers.has("x-one", "2"));
    assertFalse(headers.has("x-one", "3"));
    assertTrue(headers.hasToken("HOST", "A"));
  }

  @Test
  void setReplacesEveryLineInTheFirstOnesPlace() {
    HeaderBlock headers = received("Host: a\r\nX: 1\r\nY: 2\r\nx: 3\r\n");
    headers.set("X", "new");
    headers.add("Z", "4");
    headers.addFirst("A", "0");
    headers.remove("y");
    assertEquals("A: 0\r\nHost: a\r\nX: new\r\nZ: 4\r\n", written(headers));
  }

  @Test
  void valuesThatAreSetCannotSplitAHead() {
    HeaderBlock headers = new HeaderBlock();
    headers.add("X", "a\r\nEvil: 1\u0000\u007f\tb");
    headers.add("Y\r\n: z", "c");
    assertEquals("X: a%0D%0AEvil: 1%00%7F\tb\r\nY%0D%0A%3A%20z: c\r\n", written(headers));
  }

  @Test
  void copyIsIndependent() {
    HeaderBlock headers = received("Host: a\r\nX: 1\r\n");
    HeaderBlock copy = headers.copy();
    headers.set("X", "original");
    copy.set("X", "copy");
    copy.add("Y", "2");
    headers.add("Z", "3");
    assertEquals("Host: a\r\nX: original\r\nZ: 3\r\n", written(headers));
    assertEquals("Host: a\r\nX: copy\r\nY: 2\r\n", written(copy));
  }

  @RepeatedTest(20)
  void editsAreThoseOfAPlainList(RepetitionInfo run) {
    Random random = new Random(run.getCurrentRepetition());
    HeaderBlock headers = received("Host: a\r\nA: 1\r\nb:2\r\nA: 3\r\nC: 4\nb: 5\r\n");
    List<String[]> list = new ArrayList<>();
    for (String line : List.of("Host a", "A 1", "b 2", "A 3", "C 4", "b 5")) {
      list.add(line.split(" "));
    }
    for (int i = 0; i < 200; i++) {
      String name = String.valueOf("ABCDabcd".charAt(random.nextInt(8)));
      String value = "v".repeat(random.nextInt(40)) + i;
      switch (random.nextInt(5)) {
        case 0 -> {
          headers.add(name, value);
          list.add(new String[] {name, value});
        }
        case 1 -> {
          headers.addFirst(name, value);
          list.add(0, new String[] {name, value});
        }
        case 2 -> {
          headers.remove(name);
          list.removeIf(line -> line[0].equalsIgnoreCase(name));
        }
        case 3 -> headers = headers.copy();
        default -> {
          headers.set(name, value);
          set(list, name, value);
        }
      }
      assertEquals(text(list), written(headers));
    }
  }

  private static void set(List<String[]> list, String name, String value) {
    int first = 0;
    while (first < list.size() && !list.get(first)[0].equalsIgnoreCase(name)) {
      first++;
    }
    list.removeIf(line -> line[0].equalsIgnoreCase(name));
    list.add(first, new String[] {name, value});
  }

  private static String text(List<String[]> list) {
    StringBuilder text = new StringBuilder();
    list.forEach(line -> text.append(line[0]).append(": ").append(line[1]).append("\r\n"));
    return text.toString();
  }
}
