package io.quong.admin.entity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.admin.api.AdminError;
import io.quong.admin.api.Arguments;
import io.quong.admin.api.Reply;
import io.quong.admin.store.TagFilter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** {@code size}, {@code offset} and {@code tags} of lists, and the shape of their answers. */
public final class Paging {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int DEFAULT_SIZE = 100;
  private static final int MOST_TAGS = 5;

  private Paging() {}

  /** How many rows a page has. */
  public static int size(Arguments query) {
    if (!query.has("size")) {
      return DEFAULT_SIZE;
    }
    Double size = LuaNumber.parse(query.first("size"));
    if (size == null) {
      throw AdminError.invalidSize("size must be a number");
    }
    if (size != Math.rint(size) || size < 1 || size > 1_000) {
      throw AdminError.invalidSize("size must be an integer between 1 and 1000");
    }
    return size.intValue();
  }

  /** The id behind which a page begins, or null for the first. */
  public static String after(Arguments query) {
    JsonNode offset = offset(query);
    return offset == null ? null : id(query, offset);
  }

  /** The elements of an offset, or null for the first page. */
  public static JsonNode offset(Arguments query) {
    if (!query.has("offset")) {
      return null;
    }
    String text = query.first("offset") == null ? "" : query.first("offset");
    byte[] decoded;
    try {
      decoded = Base64.getDecoder().decode(text.replaceAll("=+$", ""));
    } catch (IllegalArgumentException notBase64) {
      throw AdminError.invalidOffset(text, "bad base64 encoding");
    }
    try {
      JsonNode offset = JSON.readTree(decoded);
      if (offset != null && !offset.isMissingNode()) {
        return offset;
      }
    } catch (java.io.IOException notJson) {
      throw AdminError.invalidOffset(text, "bad json encoding");
    }
    throw AdminError.invalidOffset(text, "bad json encoding");
  }

  /** The id in an offset's first element. */
  public static String id(Arguments query, JsonNode offset) {
    String id = offset.path(0).asText();
    if (!offset.isArray() || !PathKey.isId(id)) {
      throw AdminError.invalidOffset(query.first("offset"), "bad offset");
    }
    return id;
  }

  /** The offset behind an element: {@code ["<uuid>"]}. */
  public static String offset(Object... elements) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (Object element : elements) {
      list.addPOJO(element);
    }
    try {
      return Base64.getEncoder().withoutPadding().encodeToString(JSON.writeValueAsBytes(list));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The filter by tags, or null for none. */
  public static TagFilter tags(Arguments query) {
    if (!query.has("tags")) {
      return null;
    }
    String text = query.first("tags");
    if (text == null || text.isEmpty()) {
      throw AdminError.invalidOption("tags", "cannot be null");
    }
    boolean all = text.indexOf('/') < 0;
    char separator = all ? ',' : '/';
    if (!all && text.indexOf(',') >= 0) {
      throw AdminError.invalidOption("tags", "invalid filter syntax");
    }
    List<String> tags = new ArrayList<>(List.of(text.split(String.valueOf(separator), -1)));
    for (int i = 0; i < tags.size(); i++) {
      // An empty one is let pass at the end alone.
      if (tags.get(i).isEmpty() && i < tags.size() - 1) {
        throw AdminError.invalidOption("tags", "invalid filter syntax");
      }
    }
    if (tags.size() > MOST_TAGS) {
      throw AdminError.invalidOption("tags", "cannot query more than " + MOST_TAGS + " tags");
    }
    // Nothing has a tag with a NUL, which the database cannot even be asked for.
    tags.replaceAll(tag -> tag.indexOf('\0') < 0 ? tag : "");
    return new TagFilter(tags, all);
  }

  /**
   * A page.
   *
   * @param offset of the next page, or null
   * @param next what follows the offset in the next page's address
   */
  public static Reply page(List<ObjectNode> rows, String offset, String path, String next) {
    return Reply.ok(body(rows, offset, path, next));
  }

  /** The body of a page, for those who add to it. */
  public static ObjectNode body(List<ObjectNode> rows, String offset, String path, String next) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putArray("data").addAll(rows);
    if (offset == null) {
      body.putNull("next");
    } else {
      body.put("next", path + "?offset=" + escaped(offset) + next);
      body.put("offset", offset);
    }
    return body;
  }

  /** {@code &tags=…&size=…}, each when the request had it. */
  static String filters(Arguments query) {
    StringBuilder more = new StringBuilder();
    for (String name : List.of("tags", "size")) {
      if (query.has(name)) {
        more.append('&').append(name).append('=').append(escaped(query.first(name)));
      }
    }
    return more.toString();
  }

  private static String escaped(String text) {
    return URLEncoder.encode(text == null ? "" : text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
