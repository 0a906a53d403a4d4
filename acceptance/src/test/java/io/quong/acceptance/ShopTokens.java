package io.quong.acceptance;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Tokens of the shop, read and spoilt; each is an {@code Authorization} header's value. */
final class ShopTokens {
  private static final String SCHEME = "Bearer ";

  private ShopTokens() {}

  static ObjectNode claims(String bearer) throws IOException {
    return (ObjectNode)
        new ObjectMapper().readTree(Base64.getUrlDecoder().decode(parts(bearer)[1]));
  }

  /** With other claims under the same signature. */
  static String tampered(String bearer, ObjectNode claims) {
    String[] parts = parts(bearer);
    return SCHEME + parts[0] + "." + base64(claims.toString()) + "." + parts[2];
  }

  /** The same claims, by its own word without a signature. */
  static String unsigned(String bearer) {
    return SCHEME + base64("{\"alg\":\"none\"}") + "." + parts(bearer)[1] + ".";
  }

  private static String[] parts(String bearer) {
    return bearer.substring(SCHEME.length()).split("\\.", 3);
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
