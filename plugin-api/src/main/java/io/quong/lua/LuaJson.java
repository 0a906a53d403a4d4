package io.quong.lua;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.quong.plugin.message.ByteText;
import java.util.Iterator;
import java.util.Map;

/** Values of Lua as JSON, and back. */
final class LuaJson {
  /** What stands for JSON's null in Lua: {@code ngx.null}, {@code cjson.null}. */
  static final Object NULL =
      new Object() {
        @Override
        public String toString() {
          return "userdata: NULL";
        }
      };

  private static final int MAX_DEPTH = 64;

  private LuaJson() {}

  /**
   * Null for nil; a table with the keys 1 to n is a list, an empty one an object.
   *
   * @throws LuaException for a function, or when it is nested too deeply
   */
  static JsonNode of(Object value) {
    return value == null ? null : json(value, 0);
  }

  private static JsonNode json(Object value, int depth) {
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
    if (isNull(value)) {
      return NullNode.getInstance();
    }
    if (value instanceof LuaTable table && depth < MAX_DEPTH) {
      return table.length() > 0 && table.length() == table.size()
          ? list(table, depth)
          : object(table, depth);
    }
    throw new LuaException("value of type " + Values.type(value) + " is not serializable");
  }

  /** Whether it is the value that stands for JSON's null. */
  @SuppressWarnings("ReferenceEquality") // there is one
  static boolean isNull(Object value) {
    return value == NULL;
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

  /** A table, text, number or boolean of a JSON value; {@link #NULL} of its null. */
  static Object lua(JsonNode json) {
    if (json.isTextual()) {
      return ByteText.of(json.textValue());
    }
    if (json.isNumber()) {
      return json.doubleValue();
    }
    if (json.isBoolean()) {
      return json.booleanValue();
    }
    if (json.isArray()) {
      LuaTable list = new LuaTable();
      for (int i = 0; i < json.size(); i++) {
        list.set((double) (i + 1), lua(json.get(i)));
      }
      return list;
    }
    if (json.isObject()) {
      LuaTable table = new LuaTable();
      json.fields().forEachRemaining(f -> table.set(ByteText.of(f.getKey()), lua(f.getValue())));
      return table;
    }
    return NULL;
  }
}
