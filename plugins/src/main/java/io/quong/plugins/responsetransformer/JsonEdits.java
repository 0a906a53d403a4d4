package io.quong.plugins.responsetransformer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.quong.lua.LuaNumbers;
import io.quong.plugin.message.Json;
import io.quong.plugin.message.NameValue;
import io.quong.plugins.responsetransformer.ResponseTransformerConfig.Values;
import java.util.ArrayList;
import java.util.List;

/** The JSON lists, on the top-level members of an object. */
final class JsonEdits {
  private final List<String> remove;
  private final List<NameValue> rename;
  private final List<Member> replace;
  private final List<Member> add;
  private final List<Member> append;

  /** A member to put. */
  private record Member(String name, JsonNode value) {}

  JsonEdits(ResponseTransformerConfig config) {
    this.remove = NameValue.all(config.remove().json()).stream().map(NameValue::name).toList();
    this.rename = NameValue.all(config.rename().json());
    this.replace = members(config.replace());
    this.add = members(config.add());
    this.append = members(config.append());
  }

  private static List<Member> members(Values values) {
    List<Member> members = new ArrayList<>();
    List<NameValue> entries = NameValue.all(values.json());
    List<String> types = values.jsonTypes() == null ? List.of() : values.jsonTypes();
    for (int i = 0; i < entries.size(); i++) {
      NameValue entry = entries.get(i);
      JsonNode value =
          entry.value() == null
              ? null
              : typed(entry.value(), i < types.size() ? types.get(i) : "string");
      if (value != null) {
        members.add(new Member(entry.name(), value));
      }
    }
    return List.copyOf(members);
  }

  /** Null when the text is no number but should be one. */
  private static JsonNode typed(String text, String type) {
    return switch (type) {
      case "boolean" -> BooleanNode.valueOf(text.equals("true"));
      case "number" -> {
        Double number = LuaNumbers.parse(text);
        if (number == null || number.isInfinite() || number.isNaN()) {
          yield null;
        }
        yield number == Math.rint(number) && Math.abs(number) < 1e15
            ? LongNode.valueOf(number.longValue())
            : DoubleNode.valueOf(number);
      }
      default -> TextNode.valueOf(text);
    };
  }

  boolean isEmpty() {
    return remove.isEmpty()
        && rename.isEmpty()
        && replace.isEmpty()
        && add.isEmpty()
        && append.isEmpty();
  }

  /**
   * The changed body; null when it is no JSON object, which goes on as it came.
   *
   * @param body byte text
   */
  String apply(String body) {
    ObjectNode object = Json.object(body);
    if (object == null) {
      return null;
    }
    remove.forEach(object::remove);
    for (NameValue entry : rename) {
      rename(object, entry);
    }
    for (Member member : replace) {
      if (counts(object.get(member.name()))) {
        object.set(member.name(), member.value());
      }
    }
    for (Member member : add) {
      if (!counts(object.get(member.name()))) {
        object.set(member.name(), member.value());
      }
    }
    for (Member member : append) {
      append(object, member);
    }
    return Json.text(object);
  }

  /** In Kong's eyes a member that is false is not there, and one that is null is. */
  private static boolean counts(JsonNode value) {
    return value != null && !(value.isBoolean() && !value.booleanValue());
  }

  /** Renaming a member to its own name takes it out, as in Kong. */
  private static void rename(ObjectNode object, NameValue entry) {
    JsonNode value = entry.value() == null ? null : object.remove(entry.name());
    if (value != null && !entry.value().equals(entry.name())) {
      object.set(entry.value(), value);
    }
  }

  private static void append(ObjectNode object, Member member) {
    JsonNode before = object.get(member.name());
    if (before instanceof ArrayNode list) {
      list.add(member.value());
      return;
    }
    ArrayNode list = object.arrayNode();
    if (before != null && before.isTextual()) {
      list.add(before);
    }
    object.set(member.name(), list.add(member.value()));
  }
}
