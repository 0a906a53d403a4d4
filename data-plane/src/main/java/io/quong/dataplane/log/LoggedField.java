package io.quong.dataplane.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.plugin.Exchange.LogMode;
import org.jboss.logging.Logger;

/**
 * A member that a plugin sets in log entries; dots in its name make nested objects. A null value
 * takes the member out.
 */
public record LoggedField(String name, Object value, LogMode mode) {
  private static final Logger LOG = Logger.getLogger(LoggedField.class);
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Changes the entry as the mode says; a name that leads through a value is only logged. */
  public void applyTo(ObjectNode entry) {
    ObjectNode at = entry;
    String rest = name;
    for (int dot = rest.indexOf('.'); dot >= 0; dot = rest.indexOf('.')) {
      String step = rest.substring(0, dot);
      JsonNode next = at.get(step);
      if (next == null) {
        if (mode == LogMode.REPLACE || value == null) {
          return;
        }
        next = at.putObject(step);
      }
      if (!(next instanceof ObjectNode object)) {
        LOG.errorf("The key '%s' could not be used, %s is not a table", name, step);
        return;
      }
      at = object;
      rest = rest.substring(dot + 1);
    }
    boolean there = at.has(rest);
    if ((mode == LogMode.ADD && there) || (mode == LogMode.REPLACE && !there)) {
      return;
    }
    if (value == null) {
      at.remove(rest);
    } else {
      at.set(rest, MAPPER.valueToTree(value));
    }
  }
}
