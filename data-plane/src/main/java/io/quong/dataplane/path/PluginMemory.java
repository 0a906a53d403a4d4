package io.quong.dataplane.path;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.dataplane.log.LoggedField;
import io.quong.plugin.Exchange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the plugins of a request or of a stream keep for each other and for the log entry. A base
 * class, not a part: a request that no plugin writes to pays for no object.
 */
public abstract class PluginMemory implements Exchange {
  private Map<String, Object> shared;
  private List<LoggedField> logFields;
  private ObjectNode logEntry;

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
