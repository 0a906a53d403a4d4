package io.quong.plugins.jwtbearer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The claims of a token whose signature is right.
 *
 * @param expiresAt seconds since the epoch
 */
record Claims(ObjectNode tree, double expiresAt) {

  /** The token's own name, or null. */
  String jti() {
    return text("jti");
  }

  /** A claim as text, a list's elements joined by commas; null for none and for objects. */
  String text(String name) {
    JsonNode claim = tree.get(name);
    if (claim == null || claim.isNull() || claim.isObject()) {
      return null;
    }
    if (!claim.isArray()) {
      return claim.asText();
    }
    List<String> texts = new ArrayList<>(claim.size());
    claim.forEach(each -> texts.add(each.asText()));
    return String.join(",", texts);
  }

  /** Without what they say. */
  @Override
  public String toString() {
    return "Claims";
  }
}
