package io.quong.dataplane.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quong.dataplane.log.AccessLog;
import io.quong.settings.Settings;
import io.quong.settings.SettingsException;
import io.quong.settings.SettingsReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Access logs in formats of the settings' own. */
class LogFormatsTest {
  @TempDir Path prefix;

  private String logged(String format, String request) throws IOException {
    try (RawUpstream upstream = RawUpstream.answering(RawUpstream.ok("hello"));
        ProxyNode node =
            new ProxyNode(
                Map.of(
                    "prefix",
                    prefix.toString(),
                    "proxy_access_log",
                    "logs/own.log own",
                    "nginx_http_log_format",
                    format),
                List.of())) {
      node.service("s", "127.0.0.1", upstream.port(), "").route("r", "s", "/r", "").apply();
      RawClient.ask(node.port(), request);
      Path file = prefix.resolve("logs/own.log");
      Until.holds(() -> Files.exists(file) && !read(file).isEmpty());
      return read(file).replace(":" + upstream.port(), ":PORT");
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void variablesAreEscapedAsNginxDoes() throws IOException {
    assertEquals(
        "127.0.0.1|GET|/r?a=%22|/r|a=%22|HTTP/1.1|200|5|x\\x22y\\xFF|-|127.0.0.1:PORT|200|${}\n",
        logged(
            "own '$remote_addr|$request_method|$request_uri|$uri|$args|$server_protocol|$status|'"
                + " '${body_bytes_sent}|$http_x_odd|$http_nope|$upstream_addr|$upstream_status|${}'",
            RawClient.request("GET", "/r?a=%22", "X-Odd: x\"y\u00ff")));
  }

  @Test
  void jsonHasEmptyTextsAndUnicode() throws IOException {
    assertEquals(
        "{\"odd\":\"x\\\"y\u00e9\",\"none\":\"\",\"type\":\"5\"}\n",
        logged(
            "own escape=json '{\"odd\":\"$http_x_odd\",\"none\":\"$http_nope\","
                + "\"type\":\"$sent_http_content_length\"}'",
            RawClient.request("GET", "/r", "X-Odd: x\"y\u00c3\u00a9")));
  }

  private static Settings settings(String... keys) throws SettingsException {
    Map<String, String> given = new HashMap<>();
    for (int i = 0; i < keys.length; i += 2) {
      given.put(keys[i], keys[i + 1]);
    }
    return new SettingsReader(Map.of()).read(null, given);
  }

  @Test
  void whatIsNotKnownIsRefused() throws SettingsException {
    Settings variable =
        settings("proxy_access_log", "a.log own", "nginx_http_log_format", "own '$nope'");
    assertEquals(
        "log format own: unknown \"nope\" variable",
        assertThrows(IllegalArgumentException.class, () -> new AccessLog(variable)).getMessage());
    Settings format = settings("proxy_access_log", "a.log nope");
    assertEquals(
        "unknown log format \"nope\"",
        assertThrows(IllegalArgumentException.class, () -> new AccessLog(format)).getMessage());
    assertThrows(
        SettingsException.class, () -> settings("nginx_http_log_format", "own escape=x '$status'"));
    assertThrows(SettingsException.class, () -> settings("proxy_access_log", "a b c"));
  }
}
