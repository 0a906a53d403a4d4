package io.quong.dataplane.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which certificate a server name gets. */
final class CertificateSetTest {
  private Node node;
  private String pair;

  @BeforeEach
  void start() throws Exception {
    node = new Node();
    pair =
        JsonReader.JSON
            .createObjectNode()
            .put("cert", file("ec-cert.pem"))
            .put("key", file("ec-pkcs8.pem"))
            .toString();
  }

  private static String file(String name) throws IOException {
    try (InputStream in = CertificateSetTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  @AfterEach
  void stop() {
    node.close();
  }

  private Node sni(String name, String certificate) {
    return node.put(
        "snis", name, "{'name':'" + name + "','certificate':{'id':'" + certificate + "'}}");
  }

  private static String found(Runtime runtime, String serverName) {
    ServerCertificate certificate = runtime.certificates().find(serverName);
    return certificate == null ? null : certificate.id();
  }

  @Test
  void exactThenWildcardsOfOneLabelThenTheCatchAll() throws Exception {
    node.put("certificates", "a", pair).put("certificates", "b", pair);
    node.put("certificates", "c", pair).put("certificates", "all", pair);
    sni("x.one.test", "a");
    sni("*.one.test", "b");
    sni("x.one.*", "c");
    sni("two.*", "c");
    Runtime runtime = node.apply();
    assertEquals("a", found(runtime, "X.one.test"));
    assertEquals("b", found(runtime, "y.one.test"));
    assertEquals("c", found(runtime, "x.one.org"));
    assertEquals("c", found(runtime, "two.test"));
    assertNull(found(runtime, "two.co.uk"));
    assertNull(found(runtime, "one.test"));
    assertNull(found(runtime, "a.b.one.test"));
    assertNull(found(runtime, "two"));
    assertNull(found(runtime, null));
    sni("*", "all");
    Runtime next = node.apply();
    assertEquals("all", found(next, "two.co.uk"));
    assertEquals("all", found(next, null));
  }

  @Test
  void aNameMovesAndGoesWithItsCertificate() throws Exception {
    node.put("certificates", "a", pair).put("certificates", "b", pair);
    sni("one.test", "a");
    Runtime first = node.apply();
    sni("one.test", "b");
    Runtime second = node.apply();
    assertEquals("a", found(first, "one.test"));
    assertEquals("b", found(second, "one.test"));
    node.route("r", null, "/r");
    assertSame(
        second.certificates().find("one.test"), node.apply().certificates().find("one.test"));
    node.put("certificates", "b", pair.replaceFirst("\\{", "{'tags':['new'],"));
    Runtime replaced = node.apply();
    assertEquals("b", found(replaced, "one.test"));
    node.delete("snis", "one.test").delete("certificates", "b");
    assertNull(found(node.apply(), "one.test"));
  }
}
