package io.quong.plugins.session;

import java.util.List;

/**
 * What a session is.
 *
 * @param id base64url of 32 random bytes
 * @param subject the consumer's name for headers
 * @param createdAt of the first of the sessions that it goes on from; times in milliseconds
 * @param rolledAt when it was made or renewed
 * @param touchedAt when it was last known to be used
 * @param login who it stands for; null while the gateway keeps it elsewhere
 */
record SessionState(
    String id, String subject, long createdAt, long rolledAt, long touchedAt, Login login) {

  /**
   * Who logged in.
   *
   * @param groups what another plugin found out of the user; empty for none
   */
  record Login(String consumer, String credential, List<String> groups) {}

  /** The same, used now. */
  SessionState touched(long now) {
    return new SessionState(id, subject, createdAt, rolledAt, now, login);
  }

  /** The same under another id, begun anew. */
  SessionState renewed(String newId, long now) {
    return new SessionState(newId, subject, createdAt, now, now, login);
  }

  SessionState with(Login found) {
    return new SessionState(id, subject, createdAt, rolledAt, touchedAt, found);
  }

  /** Without its content: whoever has the id has the session. */
  @Override
  public String toString() {
    return "SessionState";
  }
}
