package io.quong.admin.guard;

import io.quong.admin.api.AdminError;
import io.quong.admin.api.Guard;
import io.vertx.core.MultiMap;
import java.util.Locale;
import java.util.Set;

/** Asks for {@code Authorization: Bearer …}; a browser's preflight passes without it. */
final class BearerGuard implements Guard {
  /**
   * Whose token it is.
   *
   * @param name as the history of versions has it
   */
  record Bearer(String name, Role role) {}

  /** Tells a token's bearer. */
  interface Tokens {
    /** Null for a token that nobody may have. */
    Bearer bearer(String token);
  }

  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
  private static final String SCHEME = "bearer ";

  private final Tokens tokens;

  BearerGuard(Tokens tokens) {
    this.tokens = tokens;
  }

  @Override
  public String admit(String method, MultiMap headers) {
    if (method.equals("OPTIONS")) {
      return null;
    }
    String header = headers.get("Authorization");
    Bearer bearer =
        header != null && header.toLowerCase(Locale.ROOT).startsWith(SCHEME)
            ? tokens.bearer(header.substring(SCHEME.length()).strip())
            : null;
    if (bearer == null) {
      throw AdminError.plain(401, "Unauthorized");
    }
    if (bearer.role() == Role.READ_ONLY && !READING.contains(method)) {
      throw AdminError.plain(403, "this token may only read");
    }
    return bearer.name();
  }
}
