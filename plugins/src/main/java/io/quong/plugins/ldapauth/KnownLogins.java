package io.quong.plugins.ldapauth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * What directories said of logins; one for all instances, so that it outlives a new configuration.
 */
final class KnownLogins {
  private static final int MOST = 50_000;

  private record Known(boolean accepted, long until) {}

  private final Cache<String, Known> known =
      Caffeine.newBuilder().maximumSize(MOST).executor(Runnable::run).build();

  /** Kong's name for a login, which also is the credential's id; the password is not to be seen. */
  static String key(LdapAuthConfig config, LdapLogin login) {
    String text =
        String.join(
            ":",
            config.ldapHost().toLowerCase(Locale.ROOT),
            config.ldapPort().toString(),
            config.baseDn(),
            config.attribute(),
            config.cacheTtl().toString(),
            login.username(),
            login.password());
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "ldap_auth_cache:" + HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException everyJvmHasIt) {
      throw new IllegalStateException(everyJvmHasIt);
    }
  }

  /** Null when nobody was asked, or not lately. */
  Boolean find(String key, long now) {
    Known found = known.getIfPresent(key);
    if (found == null || now >= found.until()) {
      return null;
    }
    return found.accepted();
  }

  void keep(String key, boolean accepted, long until) {
    known.put(key, new Known(accepted, until));
  }
}
