package io.quong.plugins.jwt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** Checks the times that a token is good for. */
final class RegisteredClaims {
  private static final String EXP = "exp";
  private static final String NBF = "nbf";

  private final boolean exp;
  private final boolean nbf;
  private final double maximumExpiration;

  RegisteredClaims(JwtConfig config) {
    Set<String> names = config.claimsToVerify() == null ? Set.of() : config.claimsToVerify();
    this.exp = names.contains(EXP);
    this.nbf = names.contains(NBF);
    this.maximumExpiration = config.maximumExpiration() == null ? 0 : config.maximumExpiration();
  }

  /**
   * What is wrong, as the body of the answer; null for nothing.
   *
   * @param now seconds since the epoch
   */
  ObjectNode refuse(Token token, long now) {
    ObjectNode errors = JsonNodeFactory.instance.objectNode();
    if (exp) {
      put(errors, EXP, token.claim(EXP), claim -> claim <= now, "token expired");
    }
    if (nbf) {
      put(errors, NBF, token.claim(NBF), claim -> claim > now, "token not valid yet");
    }
    if (errors.isEmpty() && maximumExpiration > 0) {
      JsonNode claim = token.claim(EXP);
      if (claim == null || claim.doubleValue() - now > maximumExpiration) {
        errors.put(EXP, "exceeds maximum allowed expiration");
      }
    }
    return errors.isEmpty() ? null : errors;
  }

  private interface Wrong {
    boolean is(double claim);
  }

  private static void put(
      ObjectNode errors, String name, JsonNode claim, Wrong wrong, String message) {
    if (claim == null || !claim.isNumber()) {
      errors.put(name, "must be a number");
    } else if (wrong.is(claim.doubleValue())) {
      errors.put(name, message);
    }
  }
}
