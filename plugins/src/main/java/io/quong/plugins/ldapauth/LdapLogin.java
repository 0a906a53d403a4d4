package io.quong.plugins.ldapauth;

import io.quong.plugin.message.LenientBase64;
import java.nio.charset.StandardCharsets;

/**
 * A name and a password, neither empty.
 *
 * @param username as the directory has it
 */
record LdapLogin(String username, String password) {
  /**
   * What a header says: a scheme in any case, blanks, and base64 of both. Null for anything else.
   */
  static LdapLogin read(String header, String scheme) {
    String text = header == null ? "" : header.strip();
    int end = scheme.length();
    if (!text.regionMatches(true, 0, scheme, 0, end)
        || text.length() <= end
        || !Character.isWhitespace(text.charAt(end))) {
      return null;
    }
    byte[] decoded = LenientBase64.decode(text.substring(end).strip());
    String both = decoded == null ? "" : new String(decoded, StandardCharsets.UTF_8);
    int colon = both.indexOf(':');
    // Without a password a directory would let anybody bind.
    return colon < 1 || colon == both.length() - 1
        ? null
        : new LdapLogin(both.substring(0, colon), both.substring(colon + 1));
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "LdapLogin[" + username + "]";
  }
}
