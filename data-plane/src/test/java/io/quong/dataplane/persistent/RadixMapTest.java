package io.quong.dataplane.persistent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class RadixMapTest {
  @Test
  void behavesAsATreeMapAndLeavesEarlierVersionsAlone() {
    Random random = new Random(3);
    TreeMap<String, Integer> expected = new TreeMap<>();
    RadixMap<Integer> map = RadixMap.empty();
    List<RadixMap<Integer>> versions = new ArrayList<>();
    List<Map<String, Integer>> contents = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      String key = key(random);
      if (random.nextInt(3) == 0) {
        expected.remove(key);
        map = map.without(key);
      } else {
        expected.put(key, i);
        map = map.with(key, i);
      }
      if (i % 1000 == 0) {
        versions.add(map);
        contents.add(new TreeMap<>(expected));
      }
      assertEquals(expected.get(key), map.get(key));
      assertEquals(expected.size(), map.size());
    }
    for (int i = 0; i < versions.size(); i++) {
      Map<String, Integer> read = new TreeMap<>();
      List<String> order = new ArrayList<>();
      versions.get(i).forEach((key, value) -> order.add(key));
      versions.get(i).forEach(read::put);
      assertEquals(contents.get(i), read);
      assertEquals(List.copyOf(contents.get(i).keySet()), order);
    }
  }

  @Test
  void visitsEveryKeyThatATextBeginsWith() {
    Random random = new Random(4);
    RadixMap<String> map = RadixMap.empty();
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      String key = key(random);
      keys.add(key);
      map = map.with(key, key);
    }
    for (int i = 0; i < 2_000; i++) {
      String text = key(random) + key(random);
      List<String> found = new ArrayList<>();
      map.visitPrefixes(text, (value, length) -> found.add(value + length));
      List<String> expected =
          keys.stream().distinct().filter(text::startsWith).map(k -> k + k.length()).toList();
      assertEquals(
          expected.stream().sorted((a, b) -> a.length() - b.length()).toList(), found, text);
    }
  }

  private static String key(Random random) {
    StringBuilder key = new StringBuilder();
    for (int n = random.nextInt(7); n > 0; n--) {
      key.append("abcé".charAt(random.nextInt(4)));
    }
    return key.toString();
  }
}
