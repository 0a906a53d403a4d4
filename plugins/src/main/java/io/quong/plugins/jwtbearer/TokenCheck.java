package io.quong.plugins.jwtbearer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.plugin.message.ByteText;
import io.quong.plugin.message.Json;
import java.security.Key;
import java.util.Set;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/** Whether a token is what its issuer made, for this audience, and now. */
final class TokenCheck {
  /** What no honest token needs. */
  static final int LONGEST = 8_192;

  private final AlgorithmConstraints algorithms;
  private final String issuer;
  private final Set<String> audience;
  private final double leeway;

  TokenCheck(JwtBearerConfig config) {
    this.algorithms =
        new AlgorithmConstraints(ConstraintType.PERMIT, config.algorithms().toArray(String[]::new));
    this.issuer = config.issuer();
    this.audience = config.audience() == null ? Set.of() : Set.copyOf(config.audience());
    this.leeway = config.leeway() == null ? 0 : config.leeway();
  }

  /** The token taken apart; null for what is none of an algorithm that is taken. */
  JsonWebSignature read(String token) {
    if (token.length() > LONGEST) {
      return null;
    }
    try {
      JsonWebSignature signed = new JsonWebSignature();
      signed.setAlgorithmConstraints(algorithms);
      signed.setCompactSerialization(token);
      algorithms.checkConstraint(signed.getAlgorithmHeaderValue());
      return signed;
    } catch (JoseException | RuntimeException garbage) {
      return null;
    }
  }

  /** The claims, if the key confirms them and they are for us; else null. Times come later. */
  Claims verify(JsonWebSignature signed, Key key) {
    try {
      signed.setKey(key);
      if (!signed.verifySignature()) {
        return null;
      }
      ObjectNode tree = Json.object(ByteText.of(signed.getPayload()));
      return tree != null && isOurs(tree) && tree.path("exp").isNumber()
          ? new Claims(tree, tree.get("exp").doubleValue())
          : null;
    } catch (JoseException | RuntimeException unusable) {
      return null;
    }
  }

  private boolean isOurs(ObjectNode claims) {
    if (issuer != null && !issuer.equals(claims.path("iss").asText(null))) {
      return false;
    }
    if (audience.isEmpty()) {
      return true;
    }
    JsonNode aud = claims.path("aud");
    if (!aud.isArray()) {
      return audience.contains(aud.asText());
    }
    for (JsonNode each : aud) {
      if (audience.contains(each.asText())) {
        return true;
      }
    }
    return false;
  }

  /**
   * @param now seconds since the epoch
   */
  boolean isExpired(Claims claims, double now) {
    return claims.expiresAt() + leeway <= now;
  }

  /** Whether it is for a later time; {@code nbf} that is no number is for never. */
  boolean isEarly(Claims claims, double now) {
    JsonNode nbf = claims.tree().get("nbf");
    return nbf != null && (!nbf.isNumber() || nbf.doubleValue() - leeway > now);
  }
}
