package io.quong.cluster;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.snapshot.EntityChange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * One entity as a line of JSON: {@code {"kind":"services","id":"…","body":{…}}}, body null when it
 * was deleted. Kind and id come first, so that a line can be told apart without reading its body.
 */
public final class ChangeLine {
  private ChangeLine() {}

  /**
   * @param body the stored tree as JSON text without a line break; null when deleted
   * @return the line with its line feed
   */
  public static byte[] encode(String kind, String id, String body) {
    String head = "{\"kind\":\"" + plain(kind) + "\",\"id\":\"" + plain(id) + "\",\"body\":";
    return (head + body + "}\n").getBytes(StandardCharsets.UTF_8);
  }

  public static byte[] encode(EntityChange change) {
    return encode(
        change.kind(), change.id(), change.body() == null ? null : change.body().toString());
  }

  /** Whether the line is one of an entity, and not a head or an end. */
  public static boolean isChange(byte[] line) {
    return line.length > 7 && line[2] == 'k' && line[3] == 'i' && line[6] == '"';
  }

  /**
   * @throws IOException when the line is not of this form
   */
  public static EntityChange decode(byte[] line) throws IOException {
    JsonNode tree = ClusterWire.JSON.readTree(line);
    JsonNode body = tree.get("body");
    boolean form =
        tree.path("kind").isTextual()
            && tree.path("id").isTextual()
            && body != null
            && (body.isNull() || body.isObject());
    if (!form) {
      throw new IOException("not a line of an entity");
    }
    return new EntityChange(
        tree.get("kind").textValue(),
        tree.get("id").textValue(),
        body instanceof ObjectNode object ? object : null);
  }

  /** Kind and id of a line, as {@code kind/id}, without reading its body. */
  public static String key(byte[] line) throws IOException {
    try (JsonParser parser = ClusterWire.JSON.getFactory().createParser(line)) {
      parser.nextToken();
      String kind = field(parser, "kind");
      return kind + "/" + field(parser, "id");
    }
  }

  private static String field(JsonParser parser, String name) throws IOException {
    boolean named = parser.nextToken() == JsonToken.FIELD_NAME && name.equals(parser.currentName());
    if (!named || parser.nextToken() != JsonToken.VALUE_STRING) {
      throw new IOException("not a line of an entity");
    }
    return parser.getText();
  }

  /** Kinds and ids are made by us; one that would break out of its quotes is a defect. */
  private static String plain(String name) {
    if (name.indexOf('"') >= 0 || name.indexOf('\\') >= 0 || name.indexOf('\n') >= 0) {
      throw new IllegalArgumentException("not a kind or an id: " + name);
    }
    return name;
  }
}
