package io.quong.schema.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.schema.rule.WholeCheck;

/** The JWK of a key can be read and names the same id. */
public final class KeyForms implements WholeCheck {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String UNREADABLE = "could not load JWK, likely not a valid key";

  @Override
  public String refuse(ObjectNode whole) {
    String text = whole.path("jwk").asText(null);
    if (text == null) {
      return null;
    }
    JsonNode jwk;
    try {
      jwk = MAPPER.readTree(text);
    } catch (JsonProcessingException broken) {
      return "could not json decode jwk string";
    }
    if (jwk == null || !jwk.isObject()) {
      return "could not json decode jwk string";
    }
    if (!jwk.path("kid").equals(whole.path("kid"))) {
      return "kid in jwk.kid must be equal to keys.kid";
    }
    return switch (jwk.path("kty").asText()) {
      case "RSA" -> all(jwk, "n", "e");
      case "EC" -> all(jwk, "crv", "x", "y");
      case "OKP" -> all(jwk, "crv", "x");
      default -> UNREADABLE;
    };
  }

  private static String all(JsonNode jwk, String... members) {
    for (String member : members) {
      if (!jwk.path(member).isTextual() || jwk.path(member).asText().isEmpty()) {
        return UNREADABLE;
      }
    }
    return null;
  }
}
