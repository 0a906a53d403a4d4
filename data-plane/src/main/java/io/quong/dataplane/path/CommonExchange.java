package io.quong.dataplane.path;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.dataplane.log.LoggedField;
import io.quong.dataplane.runtime.RuntimeLease;
import io.quong.plugin.Entities;
import io.quong.plugin.Exchange;
import io.quong.plugin.Passport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a request and a stream have in common: the runtime they hold, their chain, times and
 * attempts, and what plugins keep for each other and for the log entry. A base class, not a part: a
 * request that no plugin writes to pays for no object.
 */
public abstract class CommonExchange implements Exchange {
  protected final RuntimeLease lease;
  protected final Passport passport = new Passport();
  protected ChainRun run = ChainRun.NONE;
  private final long startedAt = System.currentTimeMillis();
  private final String requestId;
  private List<Try> tries = List.of();
  private Map<String, Object> shared;
  private List<LoggedField> logFields;
  private ObjectNode logEntry;

  /**
   * @param lease released by whoever ends the exchange
   */
  protected CommonExchange(RuntimeLease lease, String requestId) {
    this.lease = lease;
    this.requestId = requestId;
    passport.mark(Passport.State.REQUEST_START);
  }

  @Override
  public final String requestId() {
    return requestId;
  }

  @Override
  public final Entities entities() {
    return lease.runtime().entities();
  }

  @Override
  public final Object note() {
    return run.note();
  }

  @Override
  public final void note(Object note) {
    run.note(note);
  }

  @Override
  public final long startedAt() {
    return startedAt;
  }

  @Override
  public final Passport passport() {
    return passport;
  }

  public final void tried(Try attempt) {
    if (tries.isEmpty()) {
      tries = new ArrayList<>(2);
    }
    tries.add(attempt);
  }

  /** The attempts so far, in order. */
  public final List<Try> tries() {
    return tries;
  }

  /** The log entry without what plugins set in it. */
  protected abstract ObjectNode newLogEntry();

  @Override
  public final Map<String, Object> shared() {
    if (shared == null) {
      shared = new LinkedHashMap<>();
    }
    return shared;
  }

  @Override
  public final ObjectNode logEntry() {
    if (logEntry == null) {
      logEntry = newLogEntry();
      if (logFields != null) {
        logFields.forEach(field -> field.applyTo(logEntry));
      }
    }
    return logEntry;
  }

  @Override
  public final void logField(String name, Object value, LogMode mode) {
    LoggedField field = new LoggedField(name, value, mode);
    if (logEntry != null) {
      field.applyTo(logEntry);
      return;
    }
    if (logFields == null) {
      logFields = new ArrayList<>(4);
    }
    logFields.add(field);
  }
}
