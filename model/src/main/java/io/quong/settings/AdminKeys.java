package io.quong.settings;

import java.util.List;

/**
 * Who may use the Admin API: what Kong's open source edition has no word for. Kong's default is
 * ours: whoever reaches a listener may do everything.
 */
public final class AdminKeys {
  private static final Declared OF = new Declared();
  private static final int SHORTEST = 16;

  /**
   * {@code off}; {@code token}: the header {@code Authorization: Bearer …} has one of the tokens
   * below; {@code jwt}: it has a signed token of the issuer, whose claim names the role.
   */
  public static final Key<String> QUONG_ADMIN_AUTH =
      OF.text("quong_admin_auth", "off").oneOf("off", "token", "jwt");

  /** May do everything. */
  public static final Key<String> QUONG_ADMIN_TOKEN =
      OF.text("quong_admin_token", null)
          .sensitive()
          .must(s -> s.length() >= SHORTEST, "must have at least 16 characters");

  /** May read. */
  public static final Key<String> QUONG_ADMIN_READ_TOKEN =
      OF.text("quong_admin_read_token", null)
          .sensitive()
          .must(s -> s.length() >= SHORTEST, "must have at least 16 characters");

  /** The public key of those who sign: path, PEM text or its base64; see {@link Pem}. */
  public static final Key<String> QUONG_ADMIN_JWT_KEY = OF.text("quong_admin_jwt_key", null);

  /** In place of the key: where the issuer has its keys, as a JSON Web Key Set; read as needed. */
  public static final Key<String> QUONG_ADMIN_JWT_JWKS =
      OF.text("quong_admin_jwt_jwks", null)
          .must(s -> s.matches("https?://.+"), "must be an http or https URL");

  /** The claim that names the role; one within others by a path, as {@code realm_access/roles}. */
  public static final Key<String> QUONG_ADMIN_JWT_ROLES =
      OF.text("quong_admin_jwt_roles", "groups");

  /** What the claim {@code iss} must be. */
  public static final Key<String> QUONG_ADMIN_JWT_ISSUER = OF.text("quong_admin_jwt_issuer", null);

  /** The folder of a build of Kong Manager; null for none. */
  public static final Key<String> QUONG_ADMIN_GUI_FILES = OF.text("quong_admin_gui_files", null);

  /** So many of the newest versions are kept for differences, roll-backs and nodes behind. */
  public static final Key<Integer> QUONG_HISTORY_VERSIONS =
      OF.integer("quong_history_versions", "50000").must(n -> n >= 1, "must be 1 or greater");

  /** Versions younger than so many seconds are kept too, however many they are; 0 for no such. */
  public static final Key<Integer> QUONG_HISTORY_AGE =
      OF.integer("quong_history_age", "0").must(n -> n >= 0, "must be 0 or greater");

  static final List<Key<?>> ALL = OF.keys();

  private AdminKeys() {}
}
