package io.quong.admin.guard;

import io.quong.admin.api.Guard;
import io.quong.settings.AdminKeys;
import io.quong.settings.Pem;
import io.quong.settings.Settings;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import java.io.IOException;
import java.security.GeneralSecurityException;

/** The guard that the settings ask for. */
public final class Guards {
  private Guards() {}

  /**
   * @throws IOException when the key's file cannot be read
   * @throws GeneralSecurityException when it is no public key
   */
  public static Guard of(Settings settings) throws IOException, GeneralSecurityException {
    return switch (settings.get(AdminKeys.QUONG_ADMIN_AUTH)) {
      case "token" ->
          new BearerGuard(
              new StaticTokens(
                  settings.get(AdminKeys.QUONG_ADMIN_TOKEN),
                  settings.get(AdminKeys.QUONG_ADMIN_READ_TOKEN)));
      case "jwt" ->
          new BearerGuard(
              new SignedTokens(expected(settings), settings.get(AdminKeys.QUONG_ADMIN_JWT_ROLES)));
      default -> Guard.OPEN;
    };
  }

  private static JWTAuthContextInfo expected(Settings settings)
      throws IOException, GeneralSecurityException {
    String issuer = settings.get(AdminKeys.QUONG_ADMIN_JWT_ISSUER);
    String keySet = settings.get(AdminKeys.QUONG_ADMIN_JWT_JWKS);
    return keySet == null
        ? SignedTokens.signedBy(Pem.text(settings.get(AdminKeys.QUONG_ADMIN_JWT_KEY)), issuer)
        : SignedTokens.signedByOneOf(keySet, issuer);
  }
}
