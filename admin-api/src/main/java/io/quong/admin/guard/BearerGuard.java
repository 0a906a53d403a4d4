package io.quong.admin.guard;

import io.quong.admin.api.AdminError;
import io.quong.admin.api.Guard;
import io.vertx.core.MultiMap;
import java.util.Locale;
import java.util.Set;

/** Asks for {@code Authorization: Bearer …}; a browser's preflight passes without it. */
final class BearerGuard implements Guard {
  /** Tells a token's role. */
  interface Tokens {
    /** Null for a token that nobody may have. */
    Role role(String token);
  }

  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
  private static final String SCHEME = "bearer ";

  private final Tokens tokens;

  BearerGuard(Tokens tokens) {
    this.tokens = tokens;
  }

  @Override
  public void admit(String method, MultiMap headers) {
    if (method.equals("OPTIONS")) {
      return;
    }
    String header = headers.get("Authorization");
    Role role =
        header != null && header.toLowerCase(Locale.ROOT).startsWith(SCHEME)
            ? tokens.role(header.substring(SCHEME.length()).strip())
            : null;
    if (role == null) {
      throw AdminError.plain(401, "Unauthorized");
    }
    if (role == Role.READ_ONLY && !READING.contains(method)) {
      throw AdminError.plain(403, "this token may only read");
    }
  }
}
