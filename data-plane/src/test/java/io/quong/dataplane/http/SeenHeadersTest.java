package io.quong.dataplane.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quong.plugin.Headers;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeenHeadersTest {
  private final HeaderBlock all = new HeaderBlock();

  SeenHeadersTest() {
    all.add("A", "1");
    all.add("B", "2");
    all.add("a", "3");
    all.add("C", "4");
  }

  @Test
  void noMoreThanTheLimitIsSeen() {
    Headers seen = SeenHeaders.of(all, 2);
    assertEquals(2, seen.size());
    assertEquals("1", seen.get("a"));
    assertEquals(List.of("1"), seen.all("A"));
    assertEquals(List.of(), seen.all("C"));
    assertNull(seen.get("C"));
    assertFalse(seen.contains("c"));
    assertTrue(seen.has("B", "2"));
    assertFalse(seen.has("A", "3"));
  }

  @Test
  void whatIsRemovedIsRemovedEverywhere() {
    SeenHeaders.of(all, 2).remove("a");
    assertEquals(List.of(), all.all("A"));
    assertEquals(2, all.size());
  }

  @Test
  void fewLinesAreTheBlockItself() {
    assertSame(all, SeenHeaders.of(all, 4));
  }
}
