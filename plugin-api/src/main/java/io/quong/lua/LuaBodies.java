package io.quong.lua;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quong.plugin.message.Arguments;
import io.quong.plugin.message.ByteText;
import io.quong.plugin.message.Multipart;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Bodies and arguments as tables, and back. */
final class LuaBodies {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String MULTIPART = "multipart/form-data";
  private static final String APPLICATION_JSON = "application/json";

  private LuaBodies() {}

  /** Kong's {@code get_body}: a table and its media type, or nil and what is wrong. */
  static Kit.Results read(String body, String contentType) {
    if (contentType == null) {
      return new Kit.Results(null, "missing content type");
    }
    int semicolon = contentType.indexOf(';');
    String type = (semicolon < 0 ? contentType : contentType.substring(0, semicolon)).trim();
    String lower = type.toLowerCase(Locale.ROOT);
    if (lower.startsWith(FORM)) {
      return new Kit.Results(LuaSandbox.arguments(body), null, FORM);
    }
    if (lower.startsWith(APPLICATION_JSON)) {
      JsonNode json = parse(body);
      return json == null || !json.isContainerNode()
          ? new Kit.Results(null, "invalid json body", APPLICATION_JSON)
          : new Kit.Results(LuaJson.lua(json), null, APPLICATION_JSON);
    }
    if (lower.startsWith(MULTIPART)) {
      LuaTable parts = new LuaTable();
      for (Multipart.Part part : Multipart.parse(body, Multipart.boundary(contentType)).parts()) {
        if (part.name() != null && parts.get(part.name()) == null) {
          parts.set(part.name(), part.content());
        }
      }
      return new Kit.Results(parts, null, MULTIPART);
    }
    return new Kit.Results(null, "unsupported content type '" + contentType + "'", contentType);
  }

  private static JsonNode parse(String body) {
    try {
      JsonNode json = JSON.readTree(ByteText.unicode(body));
      return json == null || json.isMissingNode() ? null : json;
    } catch (JsonProcessingException invalid) {
      return null;
    }
  }

  /** A body and the content type that goes with it. */
  record Written(String body, String contentType) {}

  /** Kong's {@code set_body}; null for a media type that it does not write. */
  static Written write(LuaTable value, String contentType) {
    String lower = contentType.toLowerCase(Locale.ROOT);
    if (lower.startsWith(FORM)) {
      return new Written(arguments(value), FORM);
    }
    if (lower.startsWith(APPLICATION_JSON)) {
      return new Written(ByteText.of(LuaJson.of(value).toString()), APPLICATION_JSON);
    }
    if (lower.startsWith(MULTIPART)) {
      String boundary = Multipart.boundary(contentType);
      String used = boundary == null ? Integer.toHexString(contentType.hashCode()) : boundary;
      Multipart parts = new Multipart(used);
      Iterator<Map.Entry<Object, Object>> entries = value.entries();
      while (entries.hasNext()) {
        Map.Entry<Object, Object> entry = entries.next();
        parts.set(Values.text(entry.getKey()), Values.text(entry.getValue()));
      }
      return new Written(parts.encode(), MULTIPART + "; boundary=" + used);
    }
    return null;
  }

  /** Arguments as Kong writes them: encoded, their pieces sorted. */
  static String arguments(LuaTable value) {
    Arguments arguments = new Arguments();
    Iterator<Map.Entry<Object, Object>> entries = value.entries();
    while (entries.hasNext()) {
      Map.Entry<Object, Object> entry = entries.next();
      if (!(entry.getKey() instanceof String name)) {
        throw new LuaException("arg keys must be strings");
      }
      List<?> values =
          entry.getValue() instanceof LuaTable list ? list.list() : List.of(entry.getValue());
      for (Object each : values) {
        if (each instanceof Boolean present) {
          if (present) {
            arguments.append(name, Arguments.PRESENT);
          }
        } else if (each instanceof String || each instanceof Double) {
          arguments.append(name, Values.text(each));
        } else {
          throw new LuaException("arg values must be strings, numbers, booleans or lists of these");
        }
      }
    }
    return arguments.encodeSorted();
  }
}
