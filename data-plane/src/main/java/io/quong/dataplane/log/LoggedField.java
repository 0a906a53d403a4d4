package io.quong.dataplane.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A member that a plugin adds to a log entry; dots in its name make nested objects. */
final class LoggedField {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private LoggedField() {}

  static void set(ObjectNode entry, String dotted, Object value) {
    ObjectNode at = entry;
    String name = dotted;
    for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.')) {
      String step = name.substring(0, dot);
      JsonNode next = at.get(step);
      at = next instanceof ObjectNode object ? object : at.putObject(step);
      name = name.substring(dot + 1);
    }
    if (value == null) {
      at.remove(name);
    } else {
      at.set(name, MAPPER.valueToTree(value));
    }
  }
}
