package io.quong.plugins.oauth2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quong.plugins.fixture.TestExchange;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class Oauth2PartsTest {
  @Test
  void hashedSecretsAreSaltedAndCheckOut() {
    String hash = SecretHash.of("s3cret");
    assertTrue(hash.matches("\\$pbkdf2-sha512\\$i=10000,l=32\\$[^$=]+\\$[^$=]+"), hash);
    assertNotEquals(hash, SecretHash.of("s3cret"));
    assertTrue(SecretHash.matches(hash, "s3cret"));
    assertFalse(SecretHash.matches(hash, "secret"));
    for (String odd : new String[] {"", "s3cret", "$pbkdf2-sha512$i=9999999,l=32$AA$AA"}) {
      assertFalse(SecretHash.matches(odd, "s3cret"), odd);
    }
  }

  @Test
  void redirectsKeepTheirQueryAndAreSorted() {
    Map<String, String> told = Map.of("state", "a b&c", "code", "x-1", "error", "é");
    assertEquals(
        "http://app.test/cb?code=x%2d1&error=%c3%a9&state=a%20b%26c&z=1",
        Redirect.query("http://app.test/cb?z=1", told));
    assertEquals(
        "http://app.test/cb#code=x%2d1&error=%c3%a9&state=a%20b%26c",
        Redirect.fragment("http://app.test/cb", told));
  }

  @Test
  void parametersOfTheBodyCoverThoseOfTheQuery() {
    TestExchange exchange =
        TestExchange.of(
                "POST", "/x?a=1&b=2&c&d=1&d=2", "Content-Type", "application/json; charset=utf-8")
            .body("{\"a\":\"é\",\"n\":5,\"e\":\" \"}");
    Parameters parameters = Parameters.of(exchange);
    assertEquals("é", parameters.text("a"));
    assertEquals("2", parameters.text("b"));
    for (String name : new String[] {"c", "d", "n"}) {
      assertTrue(parameters.has(name), name);
      assertNull(parameters.text(name), name);
    }
    assertTrue(parameters.isBlank("e"));
    assertFalse(parameters.has("f"));
  }
}
