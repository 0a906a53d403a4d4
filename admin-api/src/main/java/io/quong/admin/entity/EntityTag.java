package io.quong.admin.entity;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;

/**
 * The {@code ETag} of an entity: a digest of what answers show of it, whatever the order of its
 * members. What is left of its time to live does not count.
 */
final class EntityTag {
  private static final int BYTES = 12;

  private EntityTag() {}

  static String of(JsonNode shown) {
    StringBuilder text = new StringBuilder();
    write(shown, text);
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(text.toString().getBytes(StandardCharsets.UTF_8));
      return '"' + HexFormat.of().formatHex(digest, 0, BYTES) + '"';
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Whether a list of tags, {@code *} among them, holds this one. */
  static boolean isIn(String list, String tag) {
    for (String each : list.split(",")) {
      if (each.strip().equals("*") || each.strip().equals(tag)) {
        return true;
      }
    }
    return false;
  }

  private static void write(JsonNode node, StringBuilder out) {
    if (node.isObject()) {
      List<String> names = new ArrayList<>();
      node.fieldNames().forEachRemaining(names::add);
      Collections.sort(names);
      out.append('{');
      for (String name : names) {
        out.append('"').append(name).append("\":");
        write(node.get(name), out);
        out.append(',');
      }
      out.append('}');
    } else if (node.isArray()) {
      out.append('[');
      for (JsonNode element : node) {
        write(element, out);
        out.append(',');
      }
      out.append(']');
    } else if (node.isNumber()) {
      // The database may give 1.50 back as 1.5.
      BigDecimal number = node.decimalValue();
      out.append(number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString());
    } else {
      out.append(node);
    }
  }
}
