package io.quong.admin.guard;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.DefaultJWTParser;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.ParseException;
import io.smallrye.jwt.util.KeyUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import java.util.stream.Collectors;

/** JSON Web Tokens: signature, issuer and times are checked, a claim tells the role. */
final class SignedTokens implements BearerGuard.Tokens {
  /** No symmetric ones: what a key set shows to everybody is no secret. */
  private static final Set<SignatureAlgorithm> ASYMMETRIC =
      Arrays.stream(SignatureAlgorithm.values())
          .filter(each -> !each.getAlgorithm().startsWith("HS"))
          .collect(Collectors.toSet());

  private static final int MINUTES_BETWEEN_LOOKS = 1;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final DefaultJWTParser parser;
  private final JsonPointer roles;

  /**
   * @param roles the claim that names roles; a path with slashes for one within others
   */
  SignedTokens(JWTAuthContextInfo expected, String roles) {
    this.parser = new DefaultJWTParser(expected);
    this.roles = JsonPointer.compile('/' + roles);
  }

  /** Tokens of an issuer with many keys, who tells them at an address. */
  static JWTAuthContextInfo signedByOneOf(String keySet, String issuer) {
    JWTAuthContextInfo expected = new JWTAuthContextInfo(keySet, issuer);
    expected.setSignatureAlgorithm(ASYMMETRIC);
    // A key that is not there makes it look again, forged ones no more than once in this time.
    expected.setForcedJwksRefreshInterval(MINUTES_BETWEEN_LOOKS);
    return expected;
  }

  /**
   * Tokens of an issuer with one key.
   *
   * @param publicKey PEM, RSA or elliptic curve
   */
  static JWTAuthContextInfo signedBy(String publicKey, String issuer)
      throws GeneralSecurityException {
    try {
      return expected(publicKey, SignatureAlgorithm.RS256, issuer);
    } catch (GeneralSecurityException notRsa) {
      return expected(publicKey, SignatureAlgorithm.ES256, issuer);
    }
  }

  private static JWTAuthContextInfo expected(
      String publicKey, SignatureAlgorithm algorithm, String issuer)
      throws GeneralSecurityException {
    var key = KeyUtils.decodePublicKey(publicKey, algorithm);
    JWTAuthContextInfo expected = new JWTAuthContextInfo(key, issuer);
    expected.setSignatureAlgorithm(Set.of(algorithm));
    return expected;
  }

  @Override
  public BearerGuard.Bearer bearer(String token) {
    try {
      var claims = parser.parse(token);
      JsonNode given = roles(claims.getRawToken());
      for (Role role : Role.values()) {
        if (names(given, role.group())) {
          String name = claims.getName();
          return new BearerGuard.Bearer(name == null ? role.group() : name, role);
        }
      }
      return null;
    } catch (ParseException refused) {
      return null;
    }
  }

  /** By the token itself: the library looks into {@code groups} whatever claim is asked for. */
  private JsonNode roles(String verified) {
    String claims = verified.split("\\.", -1)[1];
    try {
      return JSON.readTree(Base64.getUrlDecoder().decode(claims)).at(roles);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static boolean names(JsonNode given, String role) {
    if (given.isTextual()) {
      return given.asText().equals(role);
    }
    for (JsonNode each : given) {
      if (each.asText().equals(role)) {
        return true;
      }
    }
    return false;
  }
}
