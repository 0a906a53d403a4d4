package io.quong.lua;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.quong.plugin.Exchange;
import io.quong.plugin.message.ByteText;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * The {@code custom_fields_by_lua} of a log plugin, compiled. The first result of each source is
 * put into the log entry under its name, in which dots address nested objects; nil takes the field
 * out. Log plugins that run later see the changed entry, as in Kong.
 */
public final class LuaField {
  private static final int MAX_DEPTH = 64;
  private static final System.Logger LOG = System.getLogger(LuaField.class.getName());

  private final String name;
  private final String[] path;
  private final LuaScript script;

  private LuaField(String name, LuaScript script) {
    this.name = name;
    this.path = name.split("\\.", -1);
    this.script = script;
  }

  /** The fields of a configuration, which may be null. */
  public static List<LuaField> all(Map<String, String> sources) {
    List<LuaField> fields = new ArrayList<>();
    if (sources != null) {
      sources.forEach((name, source) -> compile(fields, name, source));
    }
    return List.copyOf(fields);
  }

  /** The Admin API takes no source that does not compile; one from elsewhere is left out. */
  private static void compile(List<LuaField> fields, String name, String source) {
    try {
      fields.add(new LuaField(name, LuaScript.compile(source)));
    } catch (LuaException invalid) {
      LOG.log(
          System.Logger.Level.ERROR, "custom_fields_by_lua " + name + ": " + invalid.getMessage());
    }
  }

  /** Runs the sources and changes the exchange's log entry; a source that fails is only logged. */
  public static void apply(List<LuaField> fields, Exchange exchange) {
    for (LuaField field : fields) {
      try {
        Object[] results = field.script.run(LuaSandbox.forFunctions(exchange), new LuaBudget());
        field.put(exchange.logEntry(), results.length > 0 ? json(results[0], 0) : null);
      } catch (LuaException | LuaBudget.Exhausted | StringLibrary.ArgumentError error) {
        LOG.log(
            System.Logger.Level.ERROR,
            "custom_fields_by_lua " + field.name + ": " + error.getMessage());
      }
    }
  }

  private void put(ObjectNode entry, JsonNode value) {
    ObjectNode parent = entry;
    for (int i = 0; i < path.length - 1; i++) {
      JsonNode member = parent.get(path[i]);
      if (member == null) {
        if (value == null) {
          return;
        }
        member = parent.putObject(path[i]);
      }
      if (!(member instanceof ObjectNode object)) {
        throw new LuaException(
            "The key '" + name + "' could not be used, " + path[i] + " is not a table");
      }
      parent = object;
    }
    if (value == null) {
      parent.remove(path[path.length - 1]);
    } else {
      parent.set(path[path.length - 1], value);
    }
  }

  private static JsonNode json(Object value, int depth) {
    if (value == null) {
      return null;
    }
    if (value instanceof String text) {
      return TextNode.valueOf(ByteText.unicode(text));
    }
    if (value instanceof Boolean flag) {
      return BooleanNode.valueOf(flag);
    }
    if (value instanceof Double number) {
      return LuaNumbers.isWhole(number)
          ? LongNode.valueOf(number.longValue())
          : DoubleNode.valueOf(number);
    }
    if (value instanceof LuaTable table && depth < MAX_DEPTH) {
      return table.length() > 0 && table.length() == table.size()
          ? list(table, depth)
          : object(table, depth);
    }
    throw new LuaException("value of type " + Values.type(value) + " is not serializable");
  }

  private static ArrayNode list(LuaTable table, int depth) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (Object item : table.list()) {
      list.add(json(item, depth + 1));
    }
    return list;
  }

  private static ObjectNode object(LuaTable table, int depth) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    Iterator<Map.Entry<Object, Object>> entries = table.entries();
    while (entries.hasNext()) {
      Map.Entry<Object, Object> entry = entries.next();
      object.set(ByteText.unicode(Values.text(entry.getKey())), json(entry.getValue(), depth + 1));
    }
    return object;
  }
}
