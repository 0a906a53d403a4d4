package io.quong.plugins.session;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.plugin.SharedEntities;
import io.vertx.core.Future;
import java.lang.System.Logger.Level;

/** Sessions whose content the gateway keeps ({@code storage: kong}). */
final class SessionRows {
  private static final System.Logger LOG = System.getLogger(SessionRows.class.getName());

  private final SharedEntities entities;
  private final SessionSeal seal;
  private final SessionTimeouts timeouts;
  private final long staleSeconds;

  SessionRows(
      SharedEntities entities, SessionSeal seal, SessionTimeouts timeouts, Double staleTtl) {
    this.entities = entities;
    this.seal = seal;
    this.timeouts = timeouts;
    this.staleSeconds = staleTtl == null ? 0 : (long) Math.ceil(staleTtl);
  }

  /** The session with its content; null in the future when it is gone, or nobody can tell. */
  Future<SessionState> load(SessionState session) {
    return entities
        .find(StoredSession.class, "session_id", session.id())
        .map(row -> row == null ? null : content(session, row))
        .otherwise(
            fault -> {
              LOG.log(Level.WARNING, "a session can't be looked up: " + fault.getMessage());
              return null;
            });
  }

  private SessionState content(SessionState session, StoredSession row) {
    SessionState whole = row.data() == null ? null : seal.open(row.data());
    return whole == null || whole.login() == null ? null : session.with(whole.login());
  }

  /** Keeps a new session, behind the answer that tells of it. */
  void save(SessionState session) {
    long seconds = timeouts.rowSeconds();
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("session_id", session.id()).put("data", seal.seal(session));
    body.put("expires", session.rolledAt() / 1_000 + seconds);
    if (seconds > 0) {
      body.put("ttl", seconds);
    }
    entities
        .insert(StoredSession.class, body)
        .onFailure(
            fault -> LOG.log(Level.WARNING, "a session can't be kept: " + fault.getMessage()));
  }

  /** Ends a session. */
  Future<Void> remove(SessionState session) {
    return entities
        .find(StoredSession.class, "session_id", session.id())
        .compose(
            row ->
                row == null
                    ? Future.succeededFuture()
                    : entities.delete(StoredSession.class, row.id()).mapEmpty());
  }

  /** Lets a session that goes on under another id live for requests that are still under way. */
  void retire(SessionState session) {
    if (staleSeconds == 0) {
      remove(session);
      return;
    }
    entities
        .find(StoredSession.class, "session_id", session.id())
        .compose(
            row ->
                row == null
                    ? Future.succeededFuture()
                    : entities.update(
                        StoredSession.class,
                        row.id(),
                        JsonNodeFactory.instance.objectNode().put("ttl", staleSeconds)))
        .onFailure(
            fault -> LOG.log(Level.WARNING, "a session can't be retired: " + fault.getMessage()));
  }
}
