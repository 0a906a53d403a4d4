package io.quong.dataplane.router;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.entity.Route;
import io.quong.entity.RouterFlavour;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which stream route wins, and that the index finds it. */
class StreamRouterTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private RouterFlavour flavour = RouterFlavour.TRADITIONAL_COMPATIBLE;
  private StreamRouter router = StreamRouter.empty(flavour);

  private static String id(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }

  /**
   * {@code tcp snis=a.test sources=127.0.0.1,10.0.0.0/8:53 destinations=:80}, {@code tcp
   * expr=net.dst.port==80 priority=2} with {@code _} for a blank, {@code created=1}.
   */
  private static Route route(String name, String text) {
    Set<String> snis = null;
    Set<Route.Address> sources = null;
    Set<Route.Address> destinations = null;
    ObjectNode json = JSON.createObjectNode().put("id", id(name)).put("name", name);
    String[] words = text.split(" ");
    for (int i = 1; i < words.length; i++) {
      String values = words[i].substring(words[i].indexOf('=') + 1);
      if (words[i].startsWith("snis")) {
        snis = new LinkedHashSet<>(List.of(values.split(",")));
      } else if (words[i].startsWith("sources")) {
        sources = ends(values);
      } else if (words[i].startsWith("expr")) {
        json.put("expression", values.replace('_', ' '));
      } else if (words[i].startsWith("priority")) {
        json.put("priority", Long.parseLong(values));
      } else if (words[i].startsWith("created")) {
        json.put("createdAt", Long.parseLong(values));
      } else {
        destinations = ends(values);
      }
    }
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
  void traditionalCountsAttributesThenNamesThenSourcesThenAge() {
    flavour(RouterFlavour.TRADITIONAL);
    routes(
        "name tls snis=a.test created=1",
        "source tls sources=10.0.0.1 created=1",
        "both tls sources=10.0.0.0/8 destinations=:443 created=3",
        "old tcp destinations=:80 created=1",
        "young tcp destinations=127.0.0.1 created=2",
        "exact tcp destinations=127.0.0.1:81 created=3",
        "plain tcp destinations=127.0.0.1 created=2");
    assertEquals("both", match(StreamKind.TLS, "10.0.0.1:1", "127.0.0.1:443", "a.test"));
    assertEquals("name", match(StreamKind.TLS, "10.0.0.1:1", "127.0.0.1:444", "a.test"));
    assertEquals("source", match(StreamKind.TLS, "10.0.0.1:1", "127.0.0.1:444", "b.test"));
    assertEquals("old", tcp("10.0.0.1:1", "127.0.0.1:80"));
    assertEquals("exact", tcp("10.0.0.1:1", "127.0.0.1:81"));
  }

  @Test
  void expressionsComeBeforeOthersByTheirPriority() {
    flavour(RouterFlavour.EXPRESSIONS);
    routes(
        "classic tcp destinations=127.0.0.1:80",
        "low tcp expr=net.dst.port==80 priority=1",
        "high tcp expr=net.src.ip_in_10.0.0.0/8&&net.protocol==\"tcp\" priority=2",
        "sni tls expr=tls.sni==\"a.test\" priority=0",
        "ports udp expr=net.dst.port==53||net.dst.port==54 priority=0",
        "not tls expr=!(tls.sni==\"b.test\")&&net.dst.port>=1000 priority=0");
    assertEquals("high", tcp("10.0.0.1:1", "127.0.0.1:80"));
    assertEquals("low", tcp("11.0.0.1:1", "127.0.0.1:80"));
    assertNull(tcp("11.0.0.1:1", "127.0.0.1:81"));
    assertEquals("sni", match(StreamKind.TLS, "11.0.0.1:1", "127.0.0.1:443", "a.test"));
    assertEquals("not", match(StreamKind.TLS, "11.0.0.1:1", "127.0.0.1:1443", null));
    assertNull(match(StreamKind.TLS, "11.0.0.1:1", "127.0.0.1:1443", "b.test"));
    assertEquals("ports", match(StreamKind.UDP, "11.0.0.1:1", "127.0.0.1:54", null));
  }

  @Test
  void anExpressionThatDoesNotCompileIsLeftOutAndNamed() {
    flavour(RouterFlavour.EXPRESSIONS);
    routes("bad tcp expr=net.dst.port==", "good tcp expr=net.dst.port==80");
    assertEquals("good", tcp("10.0.0.1:1", "127.0.0.1:80"));
    assertTrue(router.faults().get(id("bad")).contains("expected"));
    assertNull(router.faults().get(id("good")));
  }

  @Test
  void whyARouteLostIsTold() {
    flavour(RouterFlavour.EXPRESSIONS);
    StreamInput stream =
        new StreamInput(
            StreamKind.TLS, address("10.0.0.1:1"), address("127.0.0.1:443"), 443, "a.test");
    assertEquals("snis", router.check(route("r", "tls snis=b.test sources=:2"), stream).misfit());
    assertEquals("protocols", router.check(route("r", "tcp destinations=:443"), stream).misfit());
    assertEquals("sources", router.check(route("r", "tls sources=:2"), stream).misfit());
    StreamCheck check = router.check(route("r", "tls expr=net.dst.port==444"), stream);
    assertEquals("net.dst.port", check.misfit());
    assertEquals("net.dst.port == 444 does not hold", check.because());
    StreamCheck fits = router.check(route("r", "tls expr=net.dst.port==443"), stream);
    assertNull(fits.misfit());
    assertEquals(
        "an expression, which comes before all routes without one",
        fits.advantageOver(router.check(route("s", "tls snis=a.test"), stream)));
  }

  private void flavour(RouterFlavour wanted) {
    flavour = wanted;
    router = StreamRouter.empty(wanted);
  }

  @ParameterizedTest
  @EnumSource(RouterFlavour.class)
  void theIndexFindsWhatAWalkOverAllRoutesFinds(RouterFlavour wanted) throws Exception {
    Random random = new Random(7);
    for (int round = 0; round < 100; round++) {
      flavour(wanted);
      List<String> lines = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        boolean own = wanted == RouterFlavour.EXPRESSIONS && random.nextBoolean();
        lines.add("r" + i + " " + (own ? expression(random) : line(random)));
      }
      routes(lines.toArray(String[]::new));
      for (int i = 0; i < 20; i++) {
        StreamKind kind = StreamKind.values()[random.nextInt(3)];
        String from = "10.0." + random.nextInt(2) + "." + random.nextInt(3) + ":1";
        String to = "127.0.0." + random.nextInt(3) + ":" + (80 + random.nextInt(2));
        String name =
            kind == StreamKind.TLS ? List.of("a.x", "b.x", "a.y").get(random.nextInt(3)) : null;
        assertEquals(
            walk(wanted, lines, kind, from, to, name),
            match(kind, from, to, name),
            lines::toString);
      }
    }
  }

  private static String expression(Random random) {
    String[] parts = {
      "net.dst.port==80",
      "net.src.ip==10.0.0.1",
      "net.src.ip_in_10.0.0.0/24",
      "net.dst.ip_not_in_127.0.0.0/31",
      "tls.sni==\"a.x\"",
      "tls.sni=^\".x\"",
      "net.src.port>=1",
      "net.protocol==\"tls\"",
      "!(net.dst.port==81)"
    };
    String text = parts[random.nextInt(parts.length)];
    for (int i = random.nextInt(3); i > 0; i--) {
      text += (random.nextBoolean() ? "&&" : "||") + parts[random.nextInt(parts.length)];
    }
    String protocol = List.of("tcp", "tls", "udp", "tcp+tls").get(random.nextInt(4));
    return protocol + " expr=" + text + " priority=" + random.nextInt(3);
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
      RouterFlavour flavour,
      List<String> lines,
      StreamKind kind,
      String from,
      String to,
      String serverName)
      throws Exception {
    StreamPiece best = null;
    for (String line : lines) {
      StreamRouterTest alone = new StreamRouterTest();
      alone.flavour(flavour);
      alone.routes(line);
      if (alone.match(kind, from, to, serverName) != null) {
        int space = line.indexOf(' ');
        StreamPiece piece =
            new StreamPiece(route(line.substring(0, space), line.substring(space + 1)), flavour);
        best = best == null || piece.rank.compareTo(best.rank) < 0 ? piece : best;
      }
    }
    return best == null ? null : best.route.name();
  }
}
