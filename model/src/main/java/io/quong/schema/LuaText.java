package io.quong.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Trees printed as Lua tables, as Kong's messages have them. */
public final class LuaText {
  private static final Set<String> KEYWORDS =
      Set.of(
          "and",
          "break",
          "do",
          "else",
          "elseif",
          "end",
          "false",
          "for",
          "function",
          "if",
          "in",
          "local",
          "nil",
          "not",
          "or",
          "repeat",
          "return",
          "then",
          "true",
          "until",
          "while");

  private LuaText() {}

  /** The names of an object in ascending order of their bytes. */
  static List<String> sortedNames(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    names.sort(
        (a, b) ->
            Arrays.compareUnsigned(
                a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8)));
    return names;
  }

  /** Over several lines, two spaces a level. */
  static String indented(JsonNode node) {
    StringBuilder out = new StringBuilder();
    write(node, "", out);
    return out.toString();
  }

  /** On one line, without spaces: {@code {services={[2]="…"}}}. */
  public static String line(JsonNode node) {
    if (!node.isContainerNode()) {
      return node.isTextual() ? quoted(node.asText()) : node.asText();
    }
    List<String> parts = new ArrayList<>();
    if (node.isArray()) {
      boolean gap = false;
      for (int i = 0; i < node.size(); i++) {
        gap |= node.get(i).isNull();
        if (!node.get(i).isNull()) {
          parts.add((gap ? "[" + (i + 1) + "]=" : "") + line(node.get(i)));
        }
      }
    } else {
      for (String name : sortedNames(node)) {
        parts.add(key(name) + "=" + line(node.get(name)));
      }
    }
    return "{" + String.join(",", parts) + "}";
  }

  /**
   * On one line, names sorted, texts quoted: <code>{consumer=null,name="key-auth"}</code>, as
   * unique and primary keys are printed.
   */
  public static String compact(JsonNode node) {
    if (!node.isObject()) {
      return node.isTextual() ? '"' + node.asText() + '"' : node.asText();
    }
    StringBuilder out = new StringBuilder("{");
    for (String name : sortedNames(node)) {
      if (out.length() > 1) {
        out.append(',');
      }
      out.append(name).append('=').append(compact(node.get(name)));
    }
    return out.append('}').toString();
  }

  private static void write(JsonNode node, String indent, StringBuilder out) {
    if (!node.isContainerNode()) {
      out.append(node.isTextual() ? quoted(node.asText()) : node.asText());
      return;
    }
    out.append("{\n");
    String inner = indent + "  ";
    int written = 0;
    boolean gap = false;
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        // After a gap Lua no longer counts: positions are spelled out.
        if (node.get(i).isNull()) {
          gap = true;
        } else {
          separate(written++, inner, out);
          out.append(gap ? "[" + (i + 1) + "] = " : "");
          write(node.get(i), inner, out);
        }
      }
    } else {
      for (String name : sortedNames(node)) {
        separate(written++, inner, out);
        out.append(key(name)).append(" = ");
        write(node.get(name), inner, out);
      }
    }
    out.append('\n').append(indent).append('}');
  }

  private static void separate(int written, String indent, StringBuilder out) {
    out.append(written > 0 ? ",\n" : "").append(indent);
  }

  private static String key(String name) {
    return isIdentifier(name) ? name : "[" + quoted(name) + "]";
  }

  private static boolean isIdentifier(String name) {
    if (name.isEmpty() || KEYWORDS.contains(name)) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
      if (!letter && (i == 0 || c < '0' || c > '9')) {
        return false;
      }
    }
    return true;
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\\n") + '"';
  }
}
