package io.quong.dataplane.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an upstream is told and shown by TLS, and what is asked of it. */
class UpstreamTlsTest {
  private static final Path KEYS = Path.of("..", "acceptance", "conformance", "keys");

  private final ProxyNode node = new ProxyNode(Map.of(), List.of());
  private TlsUpstream upstream;

  @BeforeEach
  void open() {
    upstream = new TlsUpstream("upstream");
  }

  @AfterEach
  void close() {
    node.close();
    upstream.close();
  }

  private void serve(String host, String more) {
    node.put(
            "services",
            "s",
            ("{'name':'s','protocol':'https','host':'%s','port':%d,'enabled':true,'retries':0"
                    + more
                    + "}")
                .formatted(host, upstream.port()))
        .route("r", "s", "/r", "'preserve_host':false")
        .apply();
  }

  private String answer(String... headers) {
    String all = RawClient.ask(node.port(), RawClient.request("GET", "/r", headers));
    return all.startsWith("HTTP/1.1 200")
        ? all.substring(all.indexOf("\r\n\r\n") + 4)
        : status(all);
  }

  private static String status(String all) {
    return all.substring(9, 12);
  }

  private static String pem(String file) {
    try {
      return TextNode.valueOf(Files.readString(KEYS.resolve(file), StandardCharsets.US_ASCII))
          .toString()
          .replace('"', '\'');
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void authority(String name, String file) {
    node.put("ca_certificates", name, "{'cert':" + pem(file) + "}");
  }

  private void certificate(String name) {
    node.put(
        "certificates",
        name,
        "{'cert':" + pem(name + "-cert.pem") + ",'key':" + pem(name + "-key.pem") + "}");
  }

  private static String ref(String name) {
    return "{'id':'" + ProxyNode.id(name) + "'}";
  }

  @Test
  void nameWithoutADotIsTheServerName() {
    serve("localhost", "");
    assertEquals("localhost -", answer());
  }

  @Test
  void addressHasNoServerName() {
    serve("127.0.0.1", "");
    assertEquals("- -", answer());
  }

  @Test
  void preservedHostIsTheServerName() {
    node.route("r", "s", "/r", "'preserve_host':true");
    serve("127.0.0.1", "");
    node.route("r", "s", "/r", "'preserve_host':true").apply();
    assertEquals("a.test -", answer());
  }

  @Test
  void certificateOfTheServiceIsShownAndFollowsChanges() {
    certificate("rsa-one");
    certificate("rsa-two");
    serve("localhost", ",'client_certificate':" + ref("rsa-one"));
    assertEquals("localhost CN=one.test", answer());
    serve("localhost", ",'client_certificate':" + ref("rsa-two"));
    assertEquals("localhost CN=two.test", answer());
    serve("localhost", "");
    assertEquals("localhost -", answer());
  }

  @Test
  void certificateOfTheUpstreamIsShownUnlessTheServiceHasOne() {
    certificate("rsa-one");
    certificate("rsa-two");
    node.put("upstreams", "u", "{'name':'u.test','client_certificate':" + ref("rsa-one") + "}");
    node.put(
        "targets",
        "t",
        "{'target':'localhost:%d','weight':100,'upstream':%s}"
            .formatted(upstream.port(), ref("u")));
    serve("u.test", "");
    assertEquals("localhost CN=one.test", answer());
    serve("u.test", ",'client_certificate':" + ref("rsa-two"));
    assertEquals("localhost CN=two.test", answer());
  }

  @Test
  void verificationWantsTheRightAuthorityAndTheRightName() {
    authority("ca", "ca-cert.pem");
    authority("other", "ca-two-cert.pem");
    serve("localhost", ",'tls_verify':true,'ca_certificates':['" + ProxyNode.id("ca") + "']");
    assertEquals("localhost -", answer());
    serve("localhost", ",'tls_verify':true,'ca_certificates':['" + ProxyNode.id("other") + "']");
    assertEquals("502", answer());
    serve("localhost", ",'tls_verify':true");
    assertEquals("502", answer());
    serve("127.0.0.1", ",'tls_verify':true,'ca_certificates':['" + ProxyNode.id("ca") + "']");
    assertEquals("502", answer());
    serve(
        "localhost",
        ",'tls_verify':true,'tls_verify_depth':0,'ca_certificates':['" + ProxyNode.id("ca") + "']");
    assertEquals("localhost -", answer());
  }

  @Test
  void connectionsAreSharedOnlyWhenAllThatWasAskedIsEqual() {
    authority("ca", "ca-cert.pem");
    serve("localhost", "");
    for (int i = 0; i < 6; i++) {
      assertEquals("localhost -", answer());
    }
    int before = upstream.connections.get();
    // Each of the two loops has its own.
    assertTrue(before <= 2, before + " connections");
    serve("localhost", ",'tls_verify':true,'ca_certificates':['" + ProxyNode.id("ca") + "']");
    assertEquals("localhost -", answer());
    assertEquals(before + 1, upstream.connections.get());
  }
}
