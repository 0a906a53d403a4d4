package io.quong.dataplane.path;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gateway's own answers: both families, each format, each way to fail. */
class ErrorAnswersTest {
  private static final String JSON =
      "{\n  \"message\":\"no Route matched with those values\",\n  \"request_id\":\"*id*\"\n}";
  private static final String BAD_GATEWAY =
      "An invalid response was received from the upstream server";

  private ProxyNode node = new ProxyNode(Map.of(), List.of());

  @AfterEach
  void close() {
    node.close();
  }

  private static String body(String answer) {
    return answer.substring(answer.indexOf("\r\n\r\n") + 4);
  }

  private static String status(String answer) {
    return answer.substring(9, answer.indexOf("\r\n"));
  }

  private static String type(String answer) {
    return answer.lines().filter(l -> l.startsWith("Content-Type: ")).findFirst().orElse("none");
  }

  @Test
  void noRouteIsJsonUnlessAskedOtherwise() {
    assertEquals(
        "HTTP/1.1 404 Not Found\r\nContent-Type: application/json; charset=utf-8\r\nDate: *"
            + "\r\nContent-Length: 103\r\nX-Kong-Response-Latency: *\r\nServer: quong/1.0"
            + "\r\nX-Kong-Request-Id: *id*\r\nConnection: close\r\n\r\n"
            + JSON,
        RawClient.get(node, "/"));
  }

  @Test
  void formatsByAccept() {
    assertEquals(
        "no Route matched with those values\nrequest_id: *id*\n",
        body(RawClient.get(node, "/", "Accept: image/png;q=0.1, text/*")));
    assertEquals(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<error>"
            + "\n  <message>no Route matched with those values</message>"
            + "\n  <requestid>*id*</requestid>\n</error>\n",
        body(RawClient.get(node, "/", "Accept: application/xml")));
    assertEquals(
        "<!doctype html>\n<html>\n  <head>\n    <meta charset=\"utf-8\">\n    <title>Error</title>"
            + "\n  </head>\n  <body>\n    <h1>Error</h1>"
            + "\n    <p>no Route matched with those values.</p>\n    <p>request_id: *id*</p>"
            + "\n  </body>\n</html>\n",
        body(RawClient.get(node, "/", "Accept: text/html, application/json")));
    assertEquals(JSON, body(RawClient.get(node, "/", "Accept: TEXT/HTML")));
    assertEquals(JSON, body(RawClient.get(node, "/", "Accept: application/grpc")));
  }

  @Test
  void deadUpstreamIsPlainTextAndCarriesTheProxiedSet() {
    node.service("s", "127.0.0.1", RawUpstream.deadPort(), "").route("r", "s", "/r", "").apply();
    assertEquals(
        "HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/plain; charset=utf-8\r\nDate: *"
            + "\r\nContent-Length: 103\r\nX-Kong-Upstream-Latency: *\r\nX-Kong-Proxy-Latency: *"
            + "\r\nVia: 1.1 quong/1.0\r\nServer: quong/1.0\r\nX-Kong-Request-Id: *id*"
            + "\r\nConnection: close\r\n\r\n"
            + BAD_GATEWAY
            + "\nrequest_id: *id*\n",
        RawClient.get(node, "/r"));
    assertEquals(
        "{\n  \"message\":\"" + BAD_GATEWAY + "\",\n  \"request_id\":\"*id*\"\n}",
        body(RawClient.get(node, "/r", "Accept: */*")));
    assertEquals(
        "Content-Type: application/json; charset=utf-8",
        type(RawClient.get(node, "/r", "Content-Type: application/json")));
  }

  @Test
  void routeWithoutServiceIs503() {
    node.route("r", null, "/r", "").apply();
    String answer = RawClient.get(node, "/r");
    assertEquals("503 Service Temporarily Unavailable", status(answer));
    assertEquals(JSON.replace("Route matched", "Service found"), body(answer));
  }

  @Test
  void nameThatDoesNotResolveIs503() {
    node.service("s", "nothing.invalid", 80, "").route("r", "s", "/r", "").apply();
    String answer = RawClient.get(node, "/r");
    assertEquals("503 Service Temporarily Unavailable", status(answer));
    assertEquals(
        "{\n  \"message\":\"name resolution failed\",\n  \"request_id\":\"*id*\"\n}", body(answer));
  }

  @Test
  void brokenEscapeIs400() {
    String answer = RawClient.get(node, "/%zz");
    assertEquals("400 Bad Request", status(answer));
    assertEquals("Bad request\nrequest_id: *id*\n", body(answer));
  }

  @Test
  void headHasTheHeadersOfTheErrorAndNoBody() {
    String answer = RawClient.masked(RawClient.ask(node.port(), RawClient.request("HEAD", "/")));
    assertEquals("404 Not Found", status(answer));
    assertEquals("", body(answer));
  }

  @Test
  void httpsRouteAsksForAnUpgradeOrRedirects() {
    node.route("u", null, "/u", "'protocols':['https']")
        .put(
            "routes",
            "m",
            "{'name':'m','protocols':['https'],'paths':['/m'],'https_redirect_status_code':302}")
        .apply();
    String upgrade = RawClient.get(node, "/u");
    assertEquals("426 ", status(upgrade));
    assertEquals(
        List.of("Upgrade: TLS/1.2, HTTP/1.1"),
        upgrade.lines().filter(l -> l.startsWith("Upgrade")).toList());
    String moved =
        RawClient.masked(
            RawClient.ask(
                node.port(),
                "GET /m//x?a=%20 HTTP/1.1\r\nHost: A.test:99\r\nConnection: close\r\n\r\n"));
    assertEquals("302 Moved Temporarily", status(moved));
    assertEquals(
        List.of("Location: https://a.test/m//x?a=%20"),
        moved.lines().filter(l -> l.startsWith("Location")).toList());
  }

  @Test
  void grpcRouteTakesNothingElse() {
    node.route("g", null, "/g", "'protocols':['grpc']").apply();
    assertEquals("415 Unsupported Media Type", status(RawClient.get(node, "/g")));
    assertEquals("426 ", status(RawClient.get(node, "/g", "Content-Type: application/grpc")));
  }

  @Test
  void grpcServiceWantsHttp2() {
    node.put(
            "services",
            "g",
            "{'name':'g','protocol':'grpc','host':'127.0.0.1','port':1,'enabled':true}")
        .route("r", "g", "/r", "")
        .apply();
    String answer = RawClient.get(node, "/r");
    assertEquals("426 ", status(answer));
    assertEquals(
        "{\n  \"message\":\"Please use HTTP2 protocol\",\n  \"request_id\":\"*id*\"\n}",
        body(answer));
  }

  @Test
  void templatesOfTheSettingsReplaceTheTexts(@TempDir Path folder) throws IOException {
    Path template = Files.writeString(folder.resolve("t.json"), "{\"error\":\"%s\",\"id\":\"%s\"}");
    node.close();
    node =
        new ProxyNode(
            Map.of(
                "error_template_json",
                template.toString(),
                "error_default_type",
                "application/json"),
            List.of());
    assertEquals(
        "{\"error\":\"no Route matched with those values\",\"id\":\"*id*\"}",
        body(RawClient.get(node, "/")));
    assertEquals("{\"error\":\"Bad request\",\"id\":\"*id*\"}", body(RawClient.get(node, "/%zz")));
  }
}
