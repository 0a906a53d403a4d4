package io.quong.dataplane.balancer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The ring against choices that Kong was seen to make. */
class RingTest {
  private static Address address(int port) {
    return address(port, 100);
  }

  private static Address address(int port, int weight) {
    TargetAddress target = new TargetAddress("127.0.0.1", port, weight);
    return new Address(target, "127.0.0.1", port, weight, null, new AddressState(), true);
  }

  private static String choices(Ring ring, String values) {
    StringBuilder chosen = new StringBuilder();
    for (int i = 0; i < values.length(); i++) {
      Address address = ring.pick(XxHash32.of(values.substring(i, i + 1)), List.of());
      chosen.append(address.port % 10);
    }
    return chosen.toString();
  }

  @Test
  void choosesAsKongDoes() {
    Ring ring = new Ring(List.of(address(30008), address(30001)), 2, 10_000);
    assertEquals("8881181118", choices(ring, "abcdefghij"));
    assertEquals(30008, ring.pick(XxHash32.of(""), List.of()).port);
  }

  @Test
  void hashIsThatOfTheReference() {
    assertEquals(0x02CC5D05, XxHash32.of(""));
    assertEquals(0x550D7456, XxHash32.of("a"));
    assertEquals(0x32D153FF, XxHash32.of("abc"));
  }

  @Test
  void addressThatIsDownGivesItsValuesToOthersAndGetsThemBack() {
    Address one = address(30001);
    Address eight = address(30008);
    String before = choices(new Ring(List.of(one, eight), 2, 10_000), "abcdefghij");
    eight.state.health.set(false);
    assertEquals("1111111111", choices(new Ring(List.of(one, eight), 2, 10_000), "abcdefghij"));
    eight.state.health.set(true);
    assertEquals(before, choices(new Ring(List.of(one, eight), 2, 10_000), "abcdefghij"));
  }

  @Test
  void addedTargetTakesOnlyItsShare() {
    List<Address> five = new ArrayList<>();
    for (int port = 1; port <= 5; port++) {
      five.add(address(port));
    }
    Ring before = new Ring(five, 5, 10_000);
    five.add(address(6));
    Ring after = new Ring(five, 6, 10_000);
    int moved = 0;
    for (int i = 0; i < 1_000; i++) {
      int hash = XxHash32.of("value" + i);
      if (before.pick(hash, List.of()).port != after.pick(hash, List.of()).port) {
        moved++;
      }
    }
    assertEquals(true, moved > 100 && moved < 260, "moved " + moved);
  }

  @Test
  void ringThatIsFullStillEnds() {
    List<Address> many = new ArrayList<>();
    for (int port = 1; port <= 50; port++) {
      many.add(address(port));
    }
    Ring ring = new Ring(many, 50, 1_000);
    assertEquals(true, ring.pick(7, List.of()) != null);
  }
}
