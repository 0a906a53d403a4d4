package io.quong.plugins.ldapauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import io.quong.entity.Consumer;
import io.quong.plugin.Answer;
import io.quong.plugin.Step;
import io.quong.plugins.fixture.TestContext;
import io.quong.plugins.fixture.TestEntities;
import io.quong.plugins.fixture.TestExchange;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a directory that speaks LDAP over a socket. */
final class LdapAuthTest {
  private static final String BASE = "ou=people,dc=example,dc=com";
  private static Vertx vertx;
  private static InMemoryDirectoryServer server;
  private final TestContext context = new TestContext();
  private final List<LdapAuth> open = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    vertx = Vertx.vertx();
    server = new InMemoryDirectoryServer(new InMemoryDirectoryServerConfig("dc=example,dc=com"));
    server.add("dn: dc=example,dc=com", "objectClass: domain", "dc: example");
    server.add("dn: " + BASE, "objectClass: organizationalUnit", "ou: people");
    server.add(
        "dn: uid=ann," + BASE,
        "objectClass: inetOrgPerson",
        "uid: ann",
        "cn: Ann",
        "sn: A",
        "userPassword: a:secret");
    server.startListening();
  }

  @AfterAll
  static void stop() {
    server.shutDown(true);
    vertx.close();
  }

  @BeforeEach
  void connect() {
    context.vertx = vertx;
  }

  @AfterEach
  void close() {
    open.forEach(LdapAuth::close);
  }

  private LdapAuth plugin(String scheme, String realm, String anonymous, boolean hide) {
    LdapAuth made =
        new LdapAuth(
            new LdapAuthConfig(
                "127.0.0.1",
                server.getListenPort(),
                false,
                false,
                false,
                BASE,
                "uid",
                60.0,
                hide,
                2_000.0,
                60_000.0,
                anonymous,
                scheme,
                realm),
            context);
    open.add(made);
    return made;
  }

  private static Step ask(LdapAuth plugin, TestExchange exchange) throws Exception {
    Step step = plugin.access(exchange);
    return step instanceof Step.Await waiting
        ? waiting.future().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS)
        : step;
  }

  private static String login(String scheme, String both) {
    return scheme + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
  }

  private static TestExchange with(String header, String value) {
    return TestExchange.of("GET", "/x", header, value);
  }

  private static String refusal(Step step) {
    Answer answer = ((Step.Respond) step).answer();
    return answer.status() + " " + answer.headers();
  }

  @Test
  void aGoodLoginPassesInEitherHeaderAndTheUpstreamHearsTheName() throws Exception {
    LdapAuth plugin = plugin("ldap", null, null, true);
    for (String header : List.of("Authorization", "Proxy-Authorization")) {
      for (String scheme : List.of("ldap ", "  LDAP   ")) {
        TestExchange exchange = with(header, login(scheme, "ann:a:secret"));
        exchange.sent.add("X-Consumer-ID", "root");
        assertSame(Step.NEXT, ask(plugin, exchange));
        assertEquals("ann", exchange.sent.get("X-Credential-Identifier"));
        assertNull(exchange.sent.get("X-Consumer-ID"));
        assertNull(exchange.sent.get(header));
      }
    }
  }

  @Test
  void whatIsNoLoginOrAWrongOneIsRefused() throws Exception {
    LdapAuth plugin = plugin("ldap", null, null, true);
    String[] values = {
      "ldap ",
      "ldap",
      login("ldap ", "ann:"),
      login("ldap ", ":a:secret"),
      login("ldap ", "ann"),
      login("ldap ", "ann:wrong"),
      login("ldap ", "bob:a:secret"),
      login("Basic ", "ann:a:secret"),
      login("ldap ", "ann:" + "x".repeat(20_000))
    };
    for (String value : values) {
      TestExchange exchange = with("Authorization", value);
      assertEquals("401 [WWW-Authenticate, LDAP]", refusal(ask(plugin, exchange)), value);
      assertEquals(value, exchange.sent.get("Authorization"));
    }
    LdapAuth basic = plugin("Basic", "shop", null, false);
    assertEquals(
        "401 [WWW-Authenticate, Basic realm=\"shop\"]",
        refusal(ask(basic, TestExchange.of("GET", "/x"))));
    assertSame(Step.NEXT, ask(basic, with("Authorization", login("basic ", "ann:a:secret"))));
  }

  @Test
  void withoutALoginTheAnonymousConsumerCounts() throws Exception {
    Consumer guest = new Consumer("3", 0L, 0L, "guest", null, null);
    LdapAuth plugin = plugin("ldap", null, "guest", false);
    TestExchange exchange = TestExchange.of("GET", "/x");
    exchange.entities = new TestEntities().with(guest);
    assertSame(Step.NEXT, ask(plugin, exchange));
    assertSame(guest, exchange.consumer());
  }

  @Test
  void anAnswerIsRememberedAsLongAsItMayBeAndAServerThatIsAwayIsAFault() throws Exception {
    LdapAuth plugin = plugin("ldap", null, null, false);
    String good = login("ldap ", "ann:a:secret");
    assertSame(Step.NEXT, ask(plugin, with("Authorization", good)));
    int port = server.getListenPort();
    server.shutDown(true);
    try {
      assertTrue(plugin.access(with("Authorization", good)) == Step.NEXT);
      context.now += 60_000;
      assertThrows(ExecutionException.class, () -> ask(plugin, with("Authorization", good)));
    } finally {
      server.startListening();
    }
    if (server.getListenPort() == port) {
      assertSame(Step.NEXT, ask(plugin, with("Authorization", good)));
    }
  }
}
