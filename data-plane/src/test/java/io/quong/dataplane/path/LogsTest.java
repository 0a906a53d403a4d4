package io.quong.dataplane.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.plugin.Exchange;
import io.quong.plugin.Phase;
import io.quong.plugin.Plugin;
import io.quong.plugin.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of a request after it: the access log's line and the log plugins' entry. */
class LogsTest {
  @TempDir Path prefix;
  private final List<ObjectNode> entries = new CopyOnWriteArrayList<>();
  private final RawUpstream upstream = RawUpstream.answering(RawUpstream.ok("hello"));
  private ProxyNode node;

  @BeforeEach
  void start() {
    Plugin logger =
        new Plugin() {
          @Override
          public Step access(Exchange exchange) {
            exchange.logField("own.deep", 7);
            return Step.NEXT;
          }

          @Override
          public void log(Exchange exchange) {
            entries.add(exchange.logEntry());
          }
        };
    node =
        new ProxyNode(
            Map.of("prefix", prefix.toString(), "proxy_access_log", "logs/access.log"),
            List.of(Scripted.of("logger", 1, logger, Phase.ACCESS, Phase.LOG)));
    node.service("s", "127.0.0.1", upstream.port(), "")
        .route("r", "s", "/r", "")
        .plugin("logger", "{}", "")
        .apply();
  }

  @AfterEach
  void close() {
    node.close();
    upstream.close();
  }

  private ObjectNode entry() {
    Until.holds(() -> !entries.isEmpty());
    return entries.get(0);
  }

  @Test
  void accessLogHasALineForEachRequest() {
    RawClient.get(node, "/r?q=%22\"", "User-Agent: a\"b\\c", "Referer: http://x/");
    RawClient.get(node, "/none");
    Path file = prefix.resolve("logs/access.log");
    Until.holds(() -> lines(file).size() == 2);
    assertEquals(
        List.of(
            "127.0.0.1 - - [*] \"GET /r?q=%22\\x22 HTTP/1.1\" 200 5 \"http://x/\""
                + " \"a\\x22b\\x5Cc\" kong_request_id: \"*id*\"",
            "127.0.0.1 - - [*] \"GET /none HTTP/1.1\" 404 103 \"-\" \"-\""
                + " kong_request_id: \"*id*\""),
        lines(file).stream()
            .map(line -> RawClient.masked(line).replaceFirst("\\[[^]]*]", "[*]"))
            .toList());
  }

  @Test
  void fileThatIsMovedAwayIsBegunAnew() throws IOException {
    Path file = prefix.resolve("logs/access.log");
    RawClient.get(node, "/none");
    Until.holds(() -> lines(file).size() == 1);
    Files.move(file, prefix.resolve("logs/access.log.1"));
    Until.holds(
        () -> {
          RawClient.get(node, "/none");
          return !lines(file).isEmpty();
        });
  }

  private static List<String> lines(Path file) {
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void entryOfAProxiedRequest() {
    RawClient.ask(
        node.port(),
        "GET /r/x?a=1&a=2&b HTTP/1.1\r\nHost: A.test\r\nAuthorization: secret\r\nX-Two: 1"
            + "\r\nx-two: 2\r\nConnection: close\r\n\r\n");
    ObjectNode entry = entry();
    assertEquals("/r/x?a=1&a=2&b", entry.at("/request/uri").asText());
    assertEquals(
        "http://a.test:" + node.port() + "/r/x?a=1&a=2&b", entry.at("/request/url").asText());
    assertEquals("{\"a\":[\"1\",\"2\"],\"b\":true}", entry.at("/request/querystring").toString());
    assertEquals("REDACTED", entry.at("/request/headers/authorization").asText());
    assertEquals("[\"1\",\"2\"]", entry.at("/request/headers/x-two").toString());
    assertEquals("/x?a=1&a=2&b", entry.get("upstream_uri").asText());
    assertEquals("200", entry.get("upstream_status").asText());
    assertEquals(200, entry.at("/response/status").asInt());
    assertEquals("upstream", entry.get("source").asText());
    assertEquals("127.0.0.1", entry.get("client_ip").asText());
    assertEquals("s", entry.at("/service/name").asText());
    assertEquals(entry.get("workspace").asText(), entry.at("/route/ws_id").asText());
    assertEquals(7, entry.at("/own/deep").asInt());
    assertEquals(1, entry.get("tries").size());
    assertEquals(upstream.port(), entry.at("/tries/0/port").asInt());
    assertTrue(entry.at("/latencies/proxy").asInt() >= 0);
    assertTrue(entry.at("/request/size").asInt() > 100);
    assertTrue(entry.at("/response/size").asInt() > 100);
  }

  @Test
  void entryOfARequestWithoutRoute() {
    RawClient.get(node, "/none");
    ObjectNode entry = entry();
    assertEquals("", entry.get("upstream_uri").asText());
    assertEquals("", entry.get("upstream_status").asText());
    assertEquals("kong", entry.get("source").asText());
    assertEquals(-1, entry.at("/latencies/proxy").asInt());
    assertEquals(0, entry.at("/latencies/receive").asInt());
    for (String absent : List.of("route", "service", "consumer", "tries")) {
      assertTrue(entry.path(absent).isMissingNode(), absent);
    }
  }

  @Test
  void everyAttemptStandsInTheEntry() {
    node.put(
            "services",
            "s",
            "{'name':'s','protocol':'http','host':'127.0.0.1','port':%d,'enabled':true,'retries':1}"
                .formatted(RawUpstream.deadPort()))
        .apply();
    RawClient.get(node, "/r");
    ObjectNode entry = entry();
    assertEquals("502, 502", entry.get("upstream_status").asText());
    assertEquals("failed", entry.at("/tries/0/state").asText());
    assertEquals("failed", entry.at("/tries/1/state").asText());
    assertEquals(502, entry.at("/tries/1/code").asInt());
    assertEquals("kong", entry.get("source").asText());
  }
}
