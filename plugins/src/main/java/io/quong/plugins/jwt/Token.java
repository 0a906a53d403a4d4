package io.quong.plugins.jwt;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quong.plugin.message.LenientBase64;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A token taken apart; nothing of it is verified. */
final class Token {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final JsonNode header;
  private final Algorithm algorithm;
  private final JsonNode claims;
  private final byte[] signed;
  private final byte[] signature;

  private Token(
      JsonNode header, Algorithm algorithm, JsonNode claims, byte[] signed, byte[] signature) {
    this.header = header;
    this.algorithm = algorithm;
    this.claims = claims;
    this.signed = signed;
    this.signature = signature;
  }

  /** A text that is no token; the message is Kong's. */
  static final class Bad extends Exception {
    private static final long serialVersionUID = 1L;

    Bad(String message) {
      super("Bad token; " + message, null, false, false);
    }
  }

  /**
   * @throws Bad for what Kong refuses with a message
   * @throws IllegalArgumentException for a header that Kong crashes on
   */
  static Token read(String text) throws Bad {
    int first = text.indexOf('.');
    int second = first < 0 ? -1 : text.indexOf('.', first + 1);
    if (second < 0) {
      throw new Bad("invalid JSON");
    }
    JsonNode header = json(text.substring(0, first));
    JsonNode claims = json(text.substring(first + 1, second));
    byte[] signature = LenientBase64.decodeUrl(text.substring(second + 1));
    if (header.isNull() || header.isNumber() || header.isBoolean()) {
      throw new IllegalArgumentException("the header of a token is no object");
    }
    JsonNode name = header.get("alg");
    Algorithm algorithm = name == null || !name.isTextual() ? null : Algorithm.named(name.asText());
    if (algorithm == null) {
      throw new Bad("invalid alg");
    }
    if (claims.isBoolean() && !claims.asBoolean()) {
      throw new Bad("invalid claims");
    }
    if (signature == null) {
      throw new Bad("invalid signature");
    }
    byte[] signed = text.substring(0, second).getBytes(StandardCharsets.ISO_8859_1);
    return new Token(header, algorithm, claims, signed, signature);
  }

  private static JsonNode json(String base64) throws Bad {
    byte[] decoded = LenientBase64.decodeUrl(base64);
    try {
      JsonNode tree = decoded == null ? null : JSON.readTree(decoded);
      if (tree == null || tree.isMissingNode()) {
        throw new Bad("invalid JSON");
      }
      return tree;
    } catch (IOException notJson) {
      throw new Bad("invalid JSON");
    }
  }

  Algorithm algorithm() {
    return algorithm;
  }

  /** What the signature is over. */
  byte[] signed() {
    return signed;
  }

  byte[] signature() {
    return signature;
  }

  /**
   * The value of a claim, or else of a header field; null when neither has one.
   *
   * @throws IllegalArgumentException for claims that Kong crashes on
   */
  JsonNode claimOrField(String name) {
    JsonNode claim = claim(name);
    boolean has = claim != null && !(claim.isBoolean() && !claim.asBoolean());
    if (has) {
      return claim;
    }
    JsonNode field = header.get(name);
    return field == null || (field.isBoolean() && !field.asBoolean()) ? null : field;
  }

  /** The value of a claim, or null. */
  JsonNode claim(String name) {
    if (claims.isNull() || claims.isNumber() || claims.isBoolean()) {
      throw new IllegalArgumentException("the claims of a token are no object");
    }
    return claims.get(name);
  }

  /** Without its content. */
  @Override
  public String toString() {
    return "Token[" + algorithm + "]";
  }
}
