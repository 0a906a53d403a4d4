package io.quong.admin.guard;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.DefaultJWTParser;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.ParseException;
import io.smallrye.jwt.util.KeyUtils;
import java.security.GeneralSecurityException;
import java.util.Set;

/** JSON Web Tokens: signature, issuer and times are checked, {@code groups} tells the role. */
final class SignedTokens implements BearerGuard.Tokens {
  private final DefaultJWTParser parser;

  /**
   * @param publicKey PEM, RSA or elliptic curve
   */
  SignedTokens(String publicKey, String issuer) throws GeneralSecurityException {
    this.parser = new DefaultJWTParser(expected(publicKey, issuer));
  }

  private static JWTAuthContextInfo expected(String publicKey, String issuer)
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
      for (Role role : Role.values()) {
        if (claims.getGroups() != null && claims.getGroups().contains(role.group())) {
          String name = claims.getName();
          return new BearerGuard.Bearer(name == null ? role.group() : name, role);
        }
      }
      return null;
    } catch (ParseException refused) {
      return null;
    }
  }
}
