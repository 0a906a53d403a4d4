package io.quong.dataplane.router;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.entity.Route;
import io.quong.entity.Service;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Which stream route wins, and that the index finds it. */
class StreamRouterTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private StreamRouter router = StreamRouter.empty();

  private static String id(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** {@code tcp snis=a.test sources=127.0.0.1,10.0.0.0/8:53 destinations=:80}. */
  private static Route route(String name, String text) {
    Set<String> snis = null;
    Set<Route.Address> sources = null;
    Set<Route.Address> destinations = null;
    String[] words = text.split(" ");
    for (int i = 1; i < words.length; i++) {
      String values = words[i].substring(words[i].indexOf('=') + 1);
      if (words[i].startsWith("snis")) {
        snis = new LinkedHashSet<>(List.of(values.split(",")));
      } else if (words[i].startsWith("sources")) {
        sources = ends(values);
      } else {
        destinations = ends(values);
      }
    }
    ObjectNode json = JSON.createObjectNode().put("id", id(name)).put("name", name);
    json.set("protocols", JSON.valueToTree(words[0].split("\\+")));
    json.putObject("service").put("id", id("service"));
    json.set("snis", JSON.valueToTree(snis));
    json.set("sources", JSON.valueToTree(sources));
    json.set("destinations", JSON.valueToTree(destinations));
    return JSON.convertValue(json, Route.class);
  }

  private static Set<Route.Address> ends(String values) {
    Set<Route.Address> ends = new LinkedHashSet<>();
    for (String value : values.split(",")) {
      int colon = value.indexOf(':');
      String ip = colon < 0 ? value : value.substring(0, colon);
      ends.add(
          new Route.Address(
              ip.isEmpty() ? null : ip,
              colon < 0 ? null : Integer.valueOf(value.substring(colon + 1))));
    }
    return ends;
  }

  private void routes(String... lines) {
    List<Route> routes = new ArrayList<>();
    for (String line : lines) {
      int space = line.indexOf(' ');
      routes.add(route(line.substring(0, space), line.substring(space + 1)));
    }
    router =
        router.next(
            new RouterChange(routes, List.of(), List.of(), List.of()), StreamRouterTest::service);
  }

  private static Service service(String id) {
    return null;
  }

  private String match(StreamKind kind, String from, String to, String serverName) {
    InetSocketAddress destination = address(to);
    StreamMatch match =
        router.match(
            new StreamInput(kind, address(from), destination, destination.getPort(), serverName));
    return match == null ? null : match.route().name();
  }

  private static InetSocketAddress address(String text) {
    int colon = text.indexOf(':');
    return new InetSocketAddress(
        text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
  }

  private String tcp(String from, String to) {
    return match(StreamKind.TCP, from, to, null);
  }

  @Test
  void anAddressBeatsAPortAndThatARange() {
    routes(
        "range tcp destinations=127.0.0.0/8",
        "port tcp destinations=:80",
        "ip tcp destinations=127.0.0.9");
    assertEquals("ip", tcp("10.0.0.1:1", "127.0.0.9:80"));
    assertEquals("port", tcp("10.0.0.1:1", "127.0.0.8:80"));
    assertEquals("range", tcp("10.0.0.1:1", "127.0.0.8:81"));
    assertNull(tcp("10.0.0.1:1", "10.0.0.8:81"));
  }

  @Test
  void sourcesBeatDestinationsAndBothEndsBeatOne() {
    routes(
        "from tcp sources=10.0.0.0/8",
        "to tcp destinations=127.0.0.1",
        "exact tcp sources=10.0.0.1",
        "both tcp sources=10.0.0.0/24 destinations=127.0.0.0/8");
    assertEquals("both", tcp("10.0.0.1:1", "127.0.0.1:80"));
    assertEquals("from", tcp("10.0.1.1:1", "127.0.0.1:80"));
    assertEquals("to", tcp("11.0.1.1:1", "127.0.0.1:80"));
    assertEquals("exact", tcp("10.0.0.1:1", "128.0.0.1:80"));
  }

  @Test
  void addressAndPortOfAnEntryGoTogether() {
    routes("a tcp sources=10.0.0.1:53,10.0.0.2");
    assertEquals("a", tcp("10.0.0.1:53", "127.0.0.1:80"));
    assertNull(tcp("10.0.0.1:54", "127.0.0.1:80"));
    assertEquals("a", tcp("10.0.0.2:54", "127.0.0.1:80"));
  }

  @Test
  void serverNamesBeatPortsAndMayBeWildcards() {
    routes(
        "port tls destinations=:443",
        "name tls snis=a.test.",
        "any tls snis=*.b.test",
        "start tls_passthrough snis=c.*");
    assertEquals("name", match(StreamKind.TLS, "10.0.0.1:1", "127.0.0.1:443", "A.test"));
    assertEquals("any", match(StreamKind.TLS, "10.0.0.1:1", "127.0.0.1:443", "x.b.test"));
    assertEquals("start", match(StreamKind.TLS, "10.0.0.1:1", "127.0.0.1:443", "c.test"));
    assertEquals("port", match(StreamKind.TLS, "10.0.0.1:1", "127.0.0.1:443", "other"));
    assertEquals("port", match(StreamKind.TLS, "10.0.0.1:1", "127.0.0.1:443", null));
    assertNull(match(StreamKind.TLS, "10.0.0.1:1", "127.0.0.1:444", null));
  }

  @Test
  void theProtocolIsLookedAtFirst() {
    routes("tls tls snis=a.test", "udp udp destinations=:80", "both tcp+tls snis=b.test");
    assertNull(match(StreamKind.UDP, "10.0.0.1:1", "127.0.0.1:81", null));
    assertEquals("udp", match(StreamKind.UDP, "10.0.0.1:1", "127.0.0.1:80", null));
    // Without TLS there is no server name to ask for.
    assertEquals("both", tcp("10.0.0.1:1", "127.0.0.1:80"));
  }

  @Test
  void aChangedOrDeletedRouteIsFoundNoMore() {
    routes("a tcp destinations=:80");
    routes("a tcp destinations=:81");
    assertNull(tcp("10.0.0.1:1", "127.0.0.1:80"));
    assertEquals("a", tcp("10.0.0.1:1", "127.0.0.1:81"));
    router =
        router.next(
            new RouterChange(List.of(), List.of(id("a")), List.of(), List.of()),
            StreamRouterTest::service);
    assertNull(tcp("10.0.0.1:1", "127.0.0.1:81"));
  }

  @Test
  void theIndexFindsWhatAWalkOverAllRoutesFinds() {
    Random random = new Random(7);
    for (int round = 0; round < 200; round++) {
      router = StreamRouter.empty();
      List<String> lines = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        lines.add("r" + i + " " + line(random));
      }
      routes(lines.toArray(String[]::new));
      for (int i = 0; i < 20; i++) {
        StreamKind kind = StreamKind.values()[random.nextInt(3)];
        String from = "10.0." + random.nextInt(2) + "." + random.nextInt(3) + ":1";
        String to = "127.0.0." + random.nextInt(3) + ":" + (80 + random.nextInt(2));
        String name =
            kind == StreamKind.TLS ? List.of("a.x", "b.x", "a.y").get(random.nextInt(3)) : null;
        assertEquals(
            walk(lines, kind, from, to, name), match(kind, from, to, name), lines::toString);
      }
    }
  }

  private static String line(Random random) {
    String protocol = List.of("tcp", "tls", "udp", "tcp+tls").get(random.nextInt(4));
    String line = protocol;
    if (protocol.contains("tls") && random.nextBoolean()) {
      line += " snis=" + List.of("a.x", "*.x", "a.*", "b.x,a.y").get(random.nextInt(4));
    }
    if (random.nextBoolean()) {
      line +=
          " sources="
              + List.of("10.0.0.1", "10.0.0.0/24", "10.0.0.0/8:1", ":1", "10.0.1.2,10.0.0.2:2")
                  .get(random.nextInt(5));
    }
    if (line.equals(protocol) || random.nextBoolean()) {
      line +=
          " destinations="
              + List.of("127.0.0.1", ":80", "127.0.0.0/30", "127.0.0.2:81").get(random.nextInt(4));
    }
    return line;
  }

  /** Asks a router of one route for each, and takes the first in Kong's order. */
  private static String walk(
      List<String> lines, StreamKind kind, String from, String to, String serverName) {
    StreamPiece best = null;
    for (String line : lines) {
      StreamRouterTest alone = new StreamRouterTest();
      alone.routes(line);
      if (alone.match(kind, from, to, serverName) != null) {
        int space = line.indexOf(' ');
        StreamPiece piece =
            new StreamPiece(route(line.substring(0, space), line.substring(space + 1)));
        best = best == null || piece.rank.compareTo(best.rank) < 0 ? piece : best;
      }
    }
    return best == null ? null : best.route.name();
  }
}
