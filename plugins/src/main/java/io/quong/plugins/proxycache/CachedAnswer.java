package io.quong.plugins.proxycache;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.buffer.ByteBuf;
import io.quong.plugin.message.ByteText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * An answer that is kept.
 *
 * @param headers name and value, in pairs
 * @param body on the heap; releasing it has no effect
 * @param timestamp seconds since the epoch
 * @param ttl seconds for which it is fresh
 * @param expiresAt milliseconds since the epoch, after which it is gone
 */
record CachedAnswer(
    int status, List<String> headers, ByteBuf body, long timestamp, long ttl, long expiresAt) {
  /** Kong's format, told by the Admin API. */
  private static final int VERSION = 1;

  /** Bytes of memory, roughly. */
  int weight() {
    int bytes = 256 + body.readableBytes();
    for (String text : headers) {
      bytes += 48 + text.length();
    }
    return bytes;
  }

  /** What the Admin API shows. */
  ObjectNode shown() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("status", status)
        .put("body", body.toString(StandardCharsets.UTF_8))
        .put("body_len", body.readableBytes())
        .put("timestamp", timestamp)
        .put("ttl", ttl)
        .put("version", VERSION)
        .put("req_body", "");
    ObjectNode lines = json.putObject("headers");
    for (int i = 0; i < headers.size(); i += 2) {
      String name = headers.get(i).toLowerCase(Locale.ROOT);
      String value = ByteText.unicode(headers.get(i + 1));
      if (lines.get(name) instanceof ArrayNode several) {
        several.add(value);
      } else if (lines.has(name)) {
        String first = lines.get(name).asText();
        lines.putArray(name).add(first).add(value);
      } else {
        lines.put(name, value);
      }
    }
    return json;
  }
}
