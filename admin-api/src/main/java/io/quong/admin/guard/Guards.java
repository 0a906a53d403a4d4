package io.quong.admin.guard;

import io.quong.admin.api.Guard;
import io.quong.settings.AdminKeys;
import io.quong.settings.Pem;
import io.quong.settings.Settings;
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
              new SignedTokens(
                  Pem.text(settings.get(AdminKeys.QUONG_ADMIN_JWT_KEY)),
                  settings.get(AdminKeys.QUONG_ADMIN_JWT_ISSUER)));
      default -> Guard.OPEN;
    };
  }
}
